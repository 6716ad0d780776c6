import { InvalidInputError } from '../errors.ts';
import type { CloudEvent } from '../events/cloud-event.ts';
import { writeKeptEvent } from '../publishing/kept-event.ts';
import { readRequest } from '../requests/read-request.ts';
import { type CauseCount, countCauses, type DeadLetter } from './dead-letter.ts';
import { DEAD_LETTER_QUEUES, type DeadLetterQueue } from './queues.ts';
import { ruleWindows } from './rule-windows.ts';
import { type StreamRange, streamRangeOf } from './stream-letters.ts';

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
  send(queue: string, letters: readonly Pick<DeadLetter, 'body' | 'attributes'>[]): Promise<void>;
  /** Replays a window of a bus's archive to one rule. @returns how to watch it */
  replay(bus: 'bus' | 'holding', ruleArn: string, from: Date, to: Date): Promise<string>;
  /** The events of changes that could not be relayed (`recoverChanges`). */
  recover(ranges: readonly StreamRange[]): Promise<readonly CloudEvent[]>;
  /** Writes down why letters were there, for they are gone afterwards. */
  remember(queue: string, causes: readonly CauseCount[]): void;
}

export interface RedriveResult {
  readonly queue: string;
  readonly causes: readonly CauseCount[];
  readonly letters: number;
  /** Executions that replay them. */
  readonly replays?: readonly string[];
  /** Events that were read again from where they came, to be published. */
  readonly events?: number;
  /** Letters that tell too little to be redriven, and stay. */
  readonly left?: number;
}

export const DEFAULT_LIMIT = 100;

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

/** Their events go the way of all that could not be published at once; that queue has its own dead letters. */
async function redriveStream(
  queue: string,
  letters: readonly DeadLetter[],
  ports: RedrivePorts,
): Promise<Pick<RedriveResult, 'left' | 'events'>> {
  const read = letters.map((letter) => ({ letter, range: streamRangeOf(letter) }));
  const ranges = read.flatMap(({ range }) => (range ? [range] : []));
  const left = read.filter(({ range }) => !range).map(({ letter }) => letter);
  const events = ranges.length === 0 ? [] : await ports.recover(ranges);
  const cause = 'relay-changes gave it up, and it was redriven.';
  await ports.send(
    'unpublished',
    events.map((event) => ({ body: writeKeptEvent({ event, cause }), attributes: {} })),
  );
  await ports.delete(
    queue,
    letters.filter((letter) => !left.includes(letter)),
  );
  await ports.putBack(queue, left);
  return { events: events.length, left: left.length };
}

type Redrivable = Exclude<DeadLetterQueue, { kind: 'unarchived' }>;

const REDRIVES: {
  readonly [K in Redrivable['kind']]: (
    queue: Extract<Redrivable, { kind: K }>,
    name: string,
    letters: readonly DeadLetter[],
    ports: RedrivePorts,
  ) => Promise<Partial<RedriveResult>>;
} = {
  rule: ({ bus }, ...rest) => redriveRule(bus, ...rest),
  consumer: ({ back }, ...rest) => redriveConsumer(back, ...rest),
  stream: (_queue, ...rest) => redriveStream(...rest),
};

function queueCalled(name: string): DeadLetterQueue {
  const queue = Object.hasOwn(DEAD_LETTER_QUEUES, name) ? DEAD_LETTER_QUEUES[name] : undefined;
  if (queue) return queue;
  const detail = `must be one of ${Object.keys(DEAD_LETTER_QUEUES).join(', ')}`;
  throw new InvalidInputError(`The queue ${detail}.`, [{ pointer: '/queue', detail }]);
}

async function redriveQueue(name: string, limit: number, ports: RedrivePorts): Promise<RedriveResult> {
  const queue = queueCalled(name);
  if (queue.kind === 'unarchived') {
    const detail = `holds events of the default bus, which are not archived. ${queue.instead} Then purge it.`;
    throw new InvalidInputError(`The queue ${name} ${detail}`, [{ pointer: '/queue', detail }]);
  }
  const letters = await ports.receive(name, limit);
  const causes = countCauses(letters);
  ports.remember(name, causes);
  const redrive = REDRIVES[queue.kind] as (
    queue: Redrivable,
    ...rest: [string, readonly DeadLetter[], RedrivePorts]
  ) => Promise<Partial<RedriveResult>>;
  const done = await redrive(queue, name, letters, ports);
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
