import { InvalidInputError } from '../errors.ts';
import type { ArchiveFacts } from './archive.ts';
import { wholeSeconds } from './whole-seconds.ts';

export interface ReplayWindow {
  readonly from: Date;
  readonly to: Date;
}

const wrong = (pointer: string, detail: string): InvalidInputError =>
  new InvalidInputError(`The window cannot be replayed: ${pointer} ${detail}.`, [{ pointer, detail }]);

const DAY = 86_400_000;

/** From when on the archive holds events; RFC 3339. @param now milliseconds since 1970 */
export const heldFrom = ({ createdAt, retentionDays }: ArchiveFacts, now: number): string =>
  retentionDays === 0 ? createdAt : new Date(Math.max(Date.parse(createdAt), now - retentionDays * DAY)).toISOString();

/** When the archive surely holds all of a window that ends then; RFC 3339. */
export const completeFrom = (to: Date, lagSeconds: number): string =>
  new Date(to.getTime() + lagSeconds * 1000).toISOString();

/**
 * A window that the archive is sure to hold whole, widened to whole seconds. EventBridge may take ten minutes until an
 * event is in its archive, and a replay that begins earlier misses it without a word:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-replay-archived-event.html
 * @param now milliseconds since 1970
 * @throws InvalidInputError
 */
export function checkWindow(
  { from: fromText, to: toText }: { readonly from: string; readonly to: string },
  archive: ArchiveFacts,
  { now, lagSeconds }: { readonly now: number; readonly lagSeconds: number },
): ReplayWindow {
  const [from, to] = [new Date(fromText), new Date(toText)];
  if (from >= to) throw wrong('/from', 'must be before /to; turn them round');
  if (from.getTime() > now)
    throw wrong('/from', `lies in the future; the latest possible is ${new Date(now).toISOString()}`);
  const held = new Date(now - lagSeconds * 1000).toISOString();
  if (toText > held && to > new Date(held)) {
    throw wrong(
      '/to',
      `must not be after ${held}: the archive may lack what came in the last ${lagSeconds} s; end the window there, or wait`,
    );
  }
  const { createdAt, retentionDays } = archive;
  if (to <= new Date(createdAt)) {
    throw wrong('/to', `must be after ${createdAt}, when the archive ${archive.name} was made; it holds nothing older`);
  }
  const earliest = heldFrom(archive, now);
  if (retentionDays > 0 && from < new Date(now - retentionDays * DAY)) {
    throw wrong('/from', `must not be before ${earliest}: the archive keeps events for ${retentionDays} days`);
  }
  return wholeSeconds(from, to);
}
