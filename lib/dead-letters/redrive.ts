import { InvalidInputError } from '../errors.ts';
import { readRequest } from '../requests/read-request.ts';
import { type CauseCount, countCauses, type DeadLetter } from './dead-letter.ts';
import { DEAD_LETTER_QUEUES, type DeadLetterQueue } from './queues.ts';
import { ruleWindows } from './rule-windows.ts';

/** What operators ask of the function `redrive`. */
export type RedriveCommand =
  | { readonly action: 'queues' }
  | { readonly action: 'list' | 'redrive'; readonly queue: string; readonly limit?: number };

export interface RedrivePorts {
  /** How many letters wait in a queue, about. */
  count(queue: string): Promise<number>;
  /** At most so many; they stay hidden from others for a minute. */
  receive(queue: string, limit: number): Promise<readonly DeadLetter[]>;
  /** Shows letters again that were received. */
  putBack(queue: string, letters: readonly DeadLetter[]): Promise<void>;
  delete(queue: string, letters: readonly DeadLetter[]): Promise<void>;
  /** Sends letters on to another queue, with their attributes. */
  send(queue: string, letters: readonly DeadLetter[]): Promise<void>;
  /** Replays a window of a bus's archive to one rule. @returns how to watch it */
  replay(bus: 'bus' | 'holding', ruleArn: string, from: Date, to: Date): Promise<string>;
  /** Writes down why letters were there, for they are gone afterwards. */
  remember(queue: string, causes: readonly CauseCount[]): void;
}

export interface RedriveResult {
  readonly queue: string;
  readonly causes: readonly CauseCount[];
  readonly letters: number;
  /** Executions that replay them. */
  readonly replays?: readonly string[];
  /** Letters that tell too little to be redriven, and stay. */
  readonly left?: number;
}

export const DEFAULT_LIMIT = 100;

/** An event of the default bus, which has no archive to be replayed from. */
const NOT_ARCHIVED =
  'Events of the default bus are not archived; drop the file again, its events are published once. Then purge the queue.';

async function redriveRule(
  bus: 'bus' | 'holding',
  queue: string,
  letters: readonly DeadLetter[],
  ports: RedrivePorts,
): Promise<Pick<RedriveResult, 'replays' | 'left'>> {
  const { windows, left } = ruleWindows(letters);
  const replays: string[] = [];
  for (const { ruleArn, from, to, letters: covered } of windows) {
    replays.push(await ports.replay(bus, ruleArn, from, to));
    // The workflow that replays is on its way and cannot be lost: now they may go.
    await ports.delete(queue, covered);
  }
  await ports.putBack(queue, left);
  return { replays, left: left.length };
}

async function redriveConsumer(
  back: string,
  queue: string,
  letters: readonly DeadLetter[],
  ports: RedrivePorts,
): Promise<Pick<RedriveResult, 'left'>> {
  await ports.send(back, letters);
  await ports.delete(queue, letters);
  return { left: 0 };
}

function queueCalled(name: string): DeadLetterQueue {
  const queue = Object.hasOwn(DEAD_LETTER_QUEUES, name) ? DEAD_LETTER_QUEUES[name] : undefined;
  if (queue) return queue;
  const detail = `must be one of ${Object.keys(DEAD_LETTER_QUEUES).join(', ')}`;
  throw new InvalidInputError(`The queue ${detail}.`, [{ pointer: '/queue', detail }]);
}

async function redriveQueue(name: string, limit: number, ports: RedrivePorts): Promise<RedriveResult> {
  const queue = queueCalled(name);
  if (queue.kind === 'rule' && queue.bus === 'default') {
    throw new InvalidInputError(NOT_ARCHIVED, [{ pointer: '/queue', detail: NOT_ARCHIVED }]);
  }
  const letters = await ports.receive(name, limit);
  const causes = countCauses(letters);
  ports.remember(name, causes);
  const done =
    queue.kind === 'consumer'
      ? await redriveConsumer(queue.back, name, letters, ports)
      : await redriveRule(queue.bus === 'holding' ? 'holding' : 'bus', name, letters, ports);
  return { queue: name, causes, letters: letters.length, ...done };
}

/**
 * Does what an operator asked: says what waits and why, or brings it on its way again. A letter that fails again
 * comes back with its new cause; what it was before is in the log.
 * @throws InvalidInputError
 */
export async function redrive(
  command: unknown,
  ports: RedrivePorts,
): Promise<RedriveResult | Readonly<Record<string, number>>> {
  const read = readRequest<RedriveCommand>('redrive-command', command);
  if (read.action === 'queues') {
    const names = Object.keys(DEAD_LETTER_QUEUES);
    const counts = await Promise.all(names.map((name) => ports.count(name)));
    return Object.fromEntries(names.map((name, index) => [name, counts[index] ?? 0]));
  }
  const { action, queue, limit = DEFAULT_LIMIT } = read;
  if (action === 'redrive') return redriveQueue(queue, limit, ports);
  queueCalled(queue);
  const letters = await ports.receive(queue, limit);
  await ports.putBack(queue, letters);
  return { queue, causes: countCauses(letters), letters: letters.length };
}
