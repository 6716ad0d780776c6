import { createHash } from 'node:crypto';
import type { Fates } from './fates.ts';
import { type FaultSchedule, faultsOf } from './faults.ts';
import type { DrillOptions } from './options.ts';
import type { ReadModelDigest } from './read-model.ts';
import type { Recovery } from './recover.ts';

/** What was measured and found. */
export interface DrillFindings {
  readonly schedule: FaultSchedule;
  readonly publishedIds: readonly string[];
  readonly publishSeconds: number;
  /** Of the whole drill. */
  readonly seconds: number;
  /** Seconds from the disaster to a read model that is whole again. */
  readonly rtoSeconds: number;
  /** Seconds of events before the disaster that cannot be had again. */
  readonly rpoSeconds: number;
  readonly fates: Fates;
  readonly readModel: {
    readonly expected: ReadModelDigest;
    readonly before: ReadModelDigest;
    readonly after: ReadModelDigest;
  };
  readonly recovery: Recovery;
}

const sha256 = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** The drill in figures. `inputsDigest` is of its events, its seed and its faults; `signature` of all else with it. */
export function makeReceipt({ events, seed, windows }: DrillOptions, found: DrillFindings) {
  const { schedule, publishedIds, fates, readModel, recovery } = found;
  const run = recovery.runs.at(-1);
  const inputs = { events, seed, windows, schedule, ids: sha256(publishedIds) };
  const content = {
    passed:
      fates.missing.length === 0 &&
      readModel.before.digest === readModel.after.digest &&
      readModel.before.digest === readModel.expected.digest,
    inputs,
    inputsDigest: sha256(inputs),
    faults: faultsOf(schedule),
    rpoSeconds: rounded(found.rpoSeconds),
    rtoSeconds: rounded(found.rtoSeconds),
    seconds: rounded(found.seconds),
    published: {
      events: publishedIds.length,
      seconds: rounded(found.publishSeconds),
      eventsPerSecond: Math.round(publishedIds.length / found.publishSeconds),
    },
    fates: {
      delivered: fates.delivered.length,
      deliveredMoreThanOnce: fates.deliveredMoreThanOnce.length,
      deadLettered: fates.deadLettered.length,
      missing: fates.missing.length,
    },
    readModel,
    plan: recovery.plans.at(-1) && {
      planId: recovery.plans.at(-1)?.planId,
      digest: recovery.plans.at(-1)?.digest,
      events: recovery.plans.at(-1)?.events.events,
      windows: recovery.plans.at(-1)?.windows.length,
    },
    replay: run && { runs: recovery.runs.length, ...run.receipt },
    ids: fates,
  };
  return { ...content, signature: sha256(content) };
}

export type DrillReceipt = ReturnType<typeof makeReceipt>;

const row = (name: string, value: string | number | undefined): string => `${name.padEnd(28)}${value ?? '-'}`;

/** The receipt as people read it. */
export function tableOf({ fates, readModel, ...receipt }: DrillReceipt): string[] {
  const { before, after, expected } = readModel;
  return [
    '',
    row('published', `${receipt.published.events} events, ${receipt.published.eventsPerSecond}/s`),
    row('counted by the plan', receipt.plan?.events),
    row(
      'replayed',
      `${receipt.replay?.eventsPerSecond ?? 0} events/s in ${receipt.plan?.windows ?? 0} windows, ${receipt.replay?.runs ?? 0} runs`,
    ),
    '',
    row('delivered', fates.delivered),
    row('delivered more than once', fates.deliveredMoreThanOnce),
    row('dead letter with its cause', fates.deadLettered),
    row('missing', fates.missing),
    '',
    row('RPO', `${receipt.rpoSeconds} s`),
    row('RTO', `${receipt.rtoSeconds} s`),
    row('read model, expected', `${expected.digest.slice(0, 16)}… ${expected.orders} orders`),
    row('read model, before', `${before.digest.slice(0, 16)}… ${before.orders} orders`),
    row('read model, after', `${after.digest.slice(0, 16)}… ${after.orders} orders`),
    '',
    row('inputs', receipt.inputsDigest),
    row('signature', receipt.signature),
    '',
    receipt.passed
      ? 'Nothing was lost, and the read model is what it was.'
      : 'NOT RECOVERED: see "missing" and the digests of the read model.',
  ];
}
