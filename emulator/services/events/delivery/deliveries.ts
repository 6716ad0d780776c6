import type { Cancel } from '../../../core/clock.ts';
import { recordEnd, recordTried, recordTrying } from '../logging/delivery-records.ts';
import type { EventsState } from '../state.ts';
import type { Outcome, Parcel } from './courier.ts';
import { couriers } from './couriers.ts';
import { type ExhaustedCondition, sendDeadLetter } from './dead-letter.ts';
import { countDeliveries } from './delivery-metrics.ts';
import { destinationKey, destinationOf } from './departed.ts';
import type { Destination } from './destination.ts';
import type { Failure } from './failure.ts';
import { createPendingTable, type Pending } from './pending.ts';
import { deliverValid } from './valid-input.ts';
import { verdictOf } from './verdict.ts';

/**
 * Brings events to targets. What is not brought at once is noted in the database within the transaction
 * that accepted the event, and is struck out within the one that delivered it.
 */
export interface Deliveries {
  /** Makes the first try now. What fails is noted for later, or goes to the dead-letter queue. */
  bring(to: Destination, parcels: readonly Parcel[]): Promise<void>;
  /** Notes a delivery; it begins once the open transaction has been committed. */
  note(to: Destination, parcel: Parcel): void;
  isWaiting(ruleKey: string, targetId: string): boolean;
  /** Takes up what a stop or a crash interrupted. */
  start(): void;
  stop(): void;
}

/** Works off what waits for one destination, so that a slow one holds no other up. */
interface Worker {
  running: boolean;
  timer: Cancel | undefined;
}

/** Rows read at a time. */
const BATCH = 200;

export function createDeliveries(state: EventsState): Deliveries {
  const { clock, ids, store, log } = state.deps;
  const table = createPendingTable(store);
  const workers = new Map<string, Worker>();
  let stopped = false;

  const giveUp = async (to: Destination, parcel: Parcel, failure: Failure, exhausted: ExhaustedCondition) => {
    const letter = { event: parcel.event, failure, exhausted, retries: parcel.tries };
    const problem = await sendDeadLetter(state, to, letter);
    const kept = to.target.DeadLetterConfig?.Arn !== undefined && !problem;
    countDeliveries(state, to, 'FailedInvocations');
    if (to.target.DeadLetterConfig?.Arn !== undefined)
      countDeliveries(state, to, problem ? 'InvocationsFailedToBeSentToDlq' : 'InvocationsSentToDlq');
    recordEnd(state, to, parcel, kept ? 'INVOCATION_DLQ' : 'INVOCATION_FAILURE', failure);
    if (kept) return;
    const fields = { rule: to.ruleArn, target: to.target.Arn, event: parcel.event.id, error: failure.message };
    log.info('an event was dropped', problem ? { ...fields, deadLetterQueue: problem.message } : fields);
  };

  /** @param row the delivery as it was noted; undefined where it was not */
  const settle = async (to: Destination, parcel: Parcel, outcome: Outcome, row?: Pending): Promise<void> => {
    const since = row?.since ?? parcel.event.ingested;
    const now = clock.now();
    const verdict = verdictOf(to, outcome, { tries: parcel.tries, since }, now, ids);
    recordTried(state, to, parcel, verdict);
    countDeliveries(state, to, verdict.kind === 'again' ? 'RetryInvocationAttempts' : 'Invocations');
    if (verdict.kind === 'again') {
      const { due, failure } = verdict;
      if (row) table.again(row.id, due, parcel.tries + 1, failure);
      else {
        const { event, invocationId, tries } = parcel;
        table.add({ ruleKey: to.ruleKey, targetId: to.id, event, invocationId, tries: tries + 1, since, due, failure });
        wake(to.ruleKey, to.id);
      }
      return;
    }
    if (verdict.kind === 'given up') await giveUp(to, parcel, verdict.failure, verdict.exhausted);
    if (row) table.delete(row.id);
  };

  const attempt = async (to: Destination, rows: readonly Pending[]): Promise<void> => {
    const now = clock.now();
    const old: Pending[] = [];
    const good: Pending[] = [];
    for (const row of rows) (row.failure && now >= row.since + to.longestAge ? old : good).push(row);
    for (const row of old) {
      if (row.failure) await giveUp(to, { ...row, tries: row.tries - 1 }, row.failure, 'MaximumEventAgeInSeconds');
      table.delete(row.id);
    }
    const courier = couriers[to.arn.kind];
    for (let at = 0; at < good.length; at += courier.most) {
      const some = good.slice(at, at + courier.most);
      recordTrying(state, to, some);
      const outcomes = await deliverValid(courier, state, to, some);
      for (const [index, row] of some.entries()) await settle(to, row, outcomes[index], row);
    }
  };

  const work = async (ruleKey: string, targetId: string): Promise<void> => {
    for (;;) {
      // Nothing may leave before what was accepted would survive a crash.
      await store.committed();
      if (stopped) return;
      const rows = table.due(ruleKey, targetId, clock.now(), BATCH);
      if (rows.length === 0) return;
      const to = destinationOf(state, ruleKey, targetId);
      if (to) await attempt(to, rows);
      else for (const { id } of rows) table.delete(id);
    }
  };

  const wake = (ruleKey: string, targetId: string): void => {
    const key = destinationKey(ruleKey, targetId);
    const worker = workers.get(key) ?? { running: false, timer: undefined };
    workers.set(key, worker);
    if (worker.running || stopped) return;
    worker.timer?.();
    worker.running = true;
    work(ruleKey, targetId)
      .catch((error: unknown) => log.error('deliveries failed', { rule: ruleKey, error: String(error) }))
      .finally(() => {
        worker.running = false;
        rest(ruleKey, targetId, worker);
      });
  };

  /** Sleeps until the next retry, or for good where nothing waits any more. */
  const rest = (ruleKey: string, targetId: string, worker: Worker): void => {
    if (stopped) return;
    const key = destinationKey(ruleKey, targetId);
    const next = table.nextDue(ruleKey, targetId);
    if (next === undefined) {
      workers.delete(key);
      state.departed.delete(key);
    } else if (next <= clock.now()) wake(ruleKey, targetId);
    else worker.timer = clock.at(next, () => wake(ruleKey, targetId));
  };

  return {
    async bring(to, parcels) {
      const courier = couriers[to.arn.kind];
      recordTrying(state, to, parcels);
      const outcomes = await deliverValid(courier, state, to, parcels);
      const logged = state.journal.of(to.rule, to.rule.bus) !== undefined;
      const quiet = logged ? 0 : outcomes.filter((outcome) => !outcome).length;
      if (quiet > 0) countDeliveries(state, to, 'Invocations', quiet);
      for (const [index, parcel] of parcels.entries()) {
        // Of what was delivered nothing is to be done, unless it is logged.
        if (outcomes[index] || logged) await settle(to, parcel, outcomes[index]);
      }
    },
    note(to, { event, invocationId, tries }) {
      const [due, since] = [clock.now(), event.ingested];
      const { ruleKey, id: targetId } = to;
      table.add({ ruleKey, targetId, event, invocationId, tries, since, due, failure: undefined });
      wake(ruleKey, targetId);
    },
    isWaiting: (ruleKey, targetId) => table.nextDue(ruleKey, targetId) !== undefined,
    start() {
      for (const { rule, target } of table.destinations()) wake(rule, target);
    },
    stop() {
      stopped = true;
      for (const { timer } of workers.values()) timer?.();
    },
  };
}
