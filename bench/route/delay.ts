import { setTimeout as pause } from 'node:timers/promises';
import { type BenchQueue, BUS, call, createRoute, requestOf } from '../support/bus.ts';
import { startMeasuredEmulator } from '../support/emulator.ts';
import { type LoadConnection, openConnection } from '../support/load-connection.ts';
import { RULES } from './throughput.ts';

export interface Delay {
  readonly eventsPerSecond: number;
  readonly received: number;
  /** Milliseconds from just before PutEvents is sent until ReceiveMessage has answered. */
  readonly p50: number;
  readonly p99: number;
}

interface Received {
  readonly Messages?: readonly { readonly ReceiptHandle: string; readonly Body: string }[];
}

/** Milliseconds that do not count: a process that has just begun still translates its code. */
const WARM_UP = 2_000;

interface Taken {
  /** When the event's request was due. */
  readonly due: number;
  readonly delay: number;
}

const MARK = /"mark":([\d.]+)/;

/** Receives and deletes until told to stop; notes the delay of each message. */
async function receive(connection: LoadConnection, queue: BenchQueue, delays: Taken[], stopped: () => boolean) {
  while (!stopped()) {
    const input = { QueueUrl: queue.url, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 };
    const { Messages = [] } = await call<Received>(connection, 'AmazonSQS.ReceiveMessage', input);
    const now = performance.now();
    for (const { Body } of Messages) {
      const due = Number(MARK.exec(Body)?.[1]);
      delays.push({ due, delay: now - due });
    }
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    if (Entries.length > 0) await call(connection, 'AmazonSQS.DeleteMessageBatch', { QueueUrl: queue.url, Entries });
  }
}

const percentile = (sorted: readonly number[], share: number): number =>
  Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;

/** A rule beside the three, for one event of each request: those are received, so that the delay can be seen. */
const PROBE: readonly [name: string, pattern: object] = ['probe', { detail: { probe: [true] } }];

/**
 * Events at a steady rate through the three rules, whose queues fill as they do in the measurement of throughput.
 * One event in ten goes to a fourth queue too, which some receivers empty.
 */
export async function measureDelay(eventsPerSecond: number, seconds: number, receivers: number): Promise<Delay> {
  const emulator = await startMeasuredEmulator();
  const control = await openConnection(emulator.endpoint);
  await call(control, 'AWSEvents.CreateEventBus', { Name: BUS });
  for (const [name, pattern] of RULES) await createRoute(control, name, pattern);
  const queue = await createRoute(control, ...PROBE);

  const delays: Taken[] = [];
  let ended = false;
  const open = (count: number) => Promise.all(Array.from({ length: count }, () => openConnection(emulator.endpoint)));
  const receiving = await open(receivers);
  const receiversDone = receiving.map((connection) => receive(connection, queue, delays, () => ended));

  const free = await open(16);
  const period = 10_000 / eventsPerSecond;
  const begun = performance.now();
  let sent = 0;
  const pending = new Set<Promise<unknown>>();
  for (let next = begun; next < begun + WARM_UP + seconds * 1_000; next += period) {
    const wait = next - performance.now();
    if (wait > 1) await pause(wait);
    // Where every connection is busy, the request is late, and its delay counts from when it was due.
    while (free.length === 0) await Promise.race(pending);
    const connection = free.pop();
    if (!connection) break;
    const due = next;
    const request = connection
      .call(
        'AWSEvents.PutEvents',
        requestOf((index) => (index === 0 ? due : 0)),
      )
      .finally(() => {
        free.push(connection);
        pending.delete(request);
      });
    pending.add(request);
    sent += 10;
  }
  await Promise.all(pending);
  const took = (performance.now() - begun) / 1_000;
  while (delays.length < sent / 10) await pause(20);
  ended = true;
  await Promise.all(receiversDone);
  for (const connection of [...free, ...receiving, control]) connection.close();
  await emulator.end();
  const counted = delays
    .filter(({ due }) => due >= begun + WARM_UP)
    .map(({ delay }) => delay)
    .sort((a, b) => a - b);
  return {
    eventsPerSecond: Math.round(sent / took),
    received: counted.length,
    p50: percentile(counted, 0.5),
    p99: percentile(counted, 0.99),
  };
}
