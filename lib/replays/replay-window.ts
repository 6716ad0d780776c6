import { InvalidInputError } from '../errors.ts';

export interface ReplayWindow {
  readonly from: Date;
  readonly to: Date;
}

const wrong = (pointer: string, detail: string): InvalidInputError =>
  new InvalidInputError(`The window cannot be replayed: ${pointer} ${detail}.`, [{ pointer, detail }]);

/**
 * A window that the archive is sure to hold whole. EventBridge may take ten minutes until an event is in its
 * archive, and a replay that begins earlier misses it without a word:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-replay-archived-event.html
 * @param now milliseconds since 1970
 * @throws InvalidInputError
 */
export function checkWindow(fromText: string, toText: string, now: number, lagSeconds: number): ReplayWindow {
  const [from, to] = [new Date(fromText), new Date(toText)];
  if (from >= to) throw wrong('/from', 'must be before /to');
  const held = new Date(now - lagSeconds * 1000);
  if (to > held) {
    throw wrong(
      '/to',
      `must not be after ${held.toISOString()}: the archive may lack what came in the last ${lagSeconds} s`,
    );
  }
  return { from, to };
}
