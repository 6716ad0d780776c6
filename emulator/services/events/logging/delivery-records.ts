import type { Parcel } from '../delivery/courier.ts';
import type { Destination } from '../delivery/destination.ts';
import type { Failure } from '../delivery/failure.ts';
import type { Verdict } from '../delivery/verdict.ts';
import type { EventsState } from '../state.ts';
import type { BusJournal } from './journal.ts';
import { errorOf, type Step } from './record.ts';

const journalOf = (state: EventsState, { rule }: Destination): BusJournal | undefined =>
  state.journal.of(rule, rule.bus);

const target = ({ ruleArn, target }: Destination): object => ({
  rule_arn: ruleArn,
  role_arn: target.RoleArn,
  target_arn: target.Arn,
});

const PARAMETERS = ['SqsParameters', 'HttpParameters', 'EcsParameters', 'KinesisParameters'] as const;

/** What the target is sent, and with which parameters; only where the log tells details. */
function sent(journal: BusJournal, to: Destination, { event }: Parcel): object {
  if (!journal.full) return {};
  const properties = Object.fromEntries(
    PARAMETERS.flatMap((name) => (to.target[name] ? [[name, to.target[name]]] : [])),
  );
  return {
    target_input: to.render(event),
    ...(Object.keys(properties).length > 0 ? { target_properties: JSON.stringify(properties) } : {}),
  };
}

/** Records that deliveries are about to be tried. */
export function recordTrying(state: EventsState, to: Destination, parcels: readonly Parcel[]): void {
  const journal = journalOf(state, to);
  if (!journal) return;
  for (const parcel of parcels) {
    const { event, invocationId, tries } = parcel;
    const details = { ...target(to), attempt_count: tries + 1, ...sent(journal, to, parcel) };
    if (tries === 0) journal.record('INVOCATION_START', { event, invocationId, details });
    journal.record('INVOCATION_ATTEMPT_START', { event, invocationId, details });
  }
}

const ATTEMPTS: Readonly<Record<Verdict['kind'], Step>> = {
  delivered: 'INVOCATION_ATTEMPT_SUCCESS',
  again: 'INVOCATION_ATTEMPT_RETRYABLE_FAILURE',
  'given up': 'INVOCATION_ATTEMPT_PERMANENT_FAILURE',
};

/** Records how a try ended, and with it the invocation where it was delivered. */
export function recordTried(state: EventsState, to: Destination, parcel: Parcel, verdict: Verdict): void {
  const journal = journalOf(state, to);
  if (!journal) return;
  const { event, invocationId, tries } = parcel;
  const failed = verdict.kind === 'delivered' ? undefined : verdict.failure;
  journal.record(ATTEMPTS[verdict.kind], {
    event,
    invocationId,
    details: {
      ...target(to),
      attempt_type: tries === 0 ? 'FIRST' : 'RETRY',
      attempt_count: tries + 1,
      invocation_status: failed ? failed.code : 'SUCCESS',
      target_duration_ms: 0,
    },
    error: failed && errorOf(failed, to.arn.service),
  });
  if (verdict.kind === 'delivered') recordEnd(state, to, parcel, 'INVOCATION_SUCCESS', undefined);
}

/** Records how a delivery ended. */
export function recordEnd(
  state: EventsState,
  to: Destination,
  parcel: Parcel,
  step: 'INVOCATION_SUCCESS' | 'INVOCATION_FAILURE' | 'INVOCATION_DLQ',
  failure: Failure | undefined,
): void {
  const journal = journalOf(state, to);
  if (!journal) return;
  const { event, invocationId, tries } = parcel;
  const latency = state.deps.clock.now() - event.ingested;
  journal.record(step, {
    event,
    invocationId,
    details: {
      ...target(to),
      ...sent(journal, to, parcel),
      total_attempts: tries + 1,
      final_invocation_status: failure ? failure.code : 'SUCCESS',
      ...(tries === 0 ? { ingestion_to_start_latency_ms: latency, ingestion_to_complete_latency_ms: latency } : {}),
      ...(failure ? {} : { ingestion_to_success_latency_ms: latency }),
      target_duration_ms: 0,
    },
    error: failure && errorOf(failure, to.arn.service),
  });
}
