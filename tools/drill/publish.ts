import { setTimeout as pause } from 'node:timers/promises';
import { orderSample, type TrafficTarget } from '../start/traffic.ts';
import type { MarkedEvent } from './marked-events.ts';

interface BatchAnswer {
  readonly events: readonly { readonly index: number; readonly status: number }[];
}

const BATCH = 100;
const CONNECTIONS = 4;
/** A publisher that died leaves its claims for a while: an id may be refused as being worked on for so long. */
const LONGEST = 180_000;

const isAccepted = (status: number): boolean => status >= 200 && status < 300;

/** Sends a batch once. @returns the events that were not accepted */
async function sendOnce(target: TrafficTarget, batch: readonly MarkedEvent[]): Promise<readonly MarkedEvent[]> {
  // The signer takes one event or a list of them.
  const sample = orderSample(target, batch as unknown as MarkedEvent);
  const response = await sample.send().catch(() => undefined);
  if (!response || (response.status !== 202 && response.status !== 207)) return batch;
  const { events } = (await response.json()) as BatchAnswer;
  const accepted = new Set(events.filter(({ status }) => isAccepted(status)).map(({ index }) => index));
  return batch.filter((_, index) => !accepted.has(index));
}

type OnAccepted = (events: number) => void;

async function sendUntilAccepted(
  target: TrafficTarget,
  batch: readonly MarkedEvent[],
  onAccepted: OnAccepted,
): Promise<void> {
  const deadline = performance.now() + LONGEST;
  const send = async (events: readonly MarkedEvent[]): Promise<readonly MarkedEvent[]> => {
    const refused = await sendOnce(target, events);
    onAccepted(events.length - refused.length);
    return refused;
  };
  let left = await send(batch);
  while (left.length > 0) {
    if (performance.now() > deadline)
      throw new Error(`${left.length} events were not accepted, ${left[0]?.id} among them.`);
    await pause(500);
    left = await send(left);
  }
}

/**
 * Publishes events over the application's API, and again whatever was not accepted. Returns when all were.
 * @param onAccepted called with how many more were
 */
export async function publishAll(
  target: TrafficTarget,
  events: readonly MarkedEvent[],
  onAccepted: OnAccepted = () => undefined,
): Promise<void> {
  const batches = Array.from({ length: Math.ceil(events.length / BATCH) }, (_, index) =>
    events.slice(index * BATCH, (index + 1) * BATCH),
  );
  const work = async (): Promise<void> => {
    for (let batch = batches.shift(); batch; batch = batches.shift())
      await sendUntilAccepted(target, batch, onAccepted);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
}
