import { setTimeout as pause } from 'node:timers/promises';
import type { Sample } from './traffic.ts';

export interface SentCounts {
  sent: number;
  accepted: number;
  /** Answers other than 2xx, by status and type. */
  readonly refused: Map<string, number>;
  /** Ids that were answered 2xx. */
  readonly acceptedIds: Set<string>;
}

export const noneSent = (): SentCounts => ({ sent: 0, accepted: 0, refused: new Map(), acceptedIds: new Set() });

async function sendOne(sample: Sample, counts: SentCounts): Promise<void> {
  counts.sent++;
  const outcome = await sample.send().then(
    async (response) => ({ ok: response.ok, text: `${response.status} ${(await response.text()).slice(0, 200)}` }),
    (error: unknown) => ({ ok: false, text: String(error) }),
  );
  if (outcome.ok) {
    counts.accepted++;
    counts.acceptedIds.add(sample.id);
    return;
  }
  const key = `${sample.type}: ${outcome.text}`;
  counts.refused.set(key, (counts.refused.get(key) ?? 0) + 1);
}

export interface SendOptions {
  readonly rate: number;
  /** Undefined: until `signal` ends it. */
  readonly most?: number;
  readonly signal: AbortSignal;
}

/** Sends samples at a steady rate, several at a time where answers take longer than the pause between two. */
export async function sendSamples(samples: Iterable<Sample>, counts: SentCounts, options: SendOptions): Promise<void> {
  const { rate, most = Number.POSITIVE_INFINITY, signal } = options;
  const started = performance.now();
  const underway = new Set<Promise<void>>();
  let index = 0;
  for (const sample of samples) {
    if (index >= most || signal.aborted) break;
    const due = started + (index++ * 1000) / rate;
    await pause(Math.max(0, due - performance.now()), undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    const sending = sendOne(sample, counts).finally(() => underway.delete(sending));
    underway.add(sending);
  }
  await Promise.all(underway);
}
