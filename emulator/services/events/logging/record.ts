import type { BusEvent } from '../bus-event.ts';
import type { LogLevel } from '../buses/bus.ts';
import type { Failure } from '../delivery/failure.ts';

/** The steps of an event's way. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-logs-schema.html */
export type Step =
  | 'EVENT_INGEST_SUCCESS'
  | 'EVENT_RECEIPT'
  | 'INVOCATION_ATTEMPT_PERMANENT_FAILURE'
  | 'INVOCATION_ATTEMPT_RETRYABLE_FAILURE'
  | 'INVOCATION_ATTEMPT_START'
  | 'INVOCATION_ATTEMPT_SUCCESS'
  | 'INVOCATION_DLQ'
  | 'INVOCATION_FAILURE'
  | 'INVOCATION_START'
  | 'INVOCATION_SUCCESS'
  | 'NO_STANDARD_RULES_MATCHED'
  | 'RULE_MATCH'
  | 'RULE_MATCH_START';

export type RecordLevel = Exclude<LogLevel, 'OFF'>;

/** INFO holds the errors and the major steps, TRACE all. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-logs.html */
export const LEVEL_OF: Readonly<Record<Step, RecordLevel>> = {
  EVENT_INGEST_SUCCESS: 'TRACE',
  EVENT_RECEIPT: 'INFO',
  INVOCATION_ATTEMPT_PERMANENT_FAILURE: 'ERROR',
  INVOCATION_ATTEMPT_RETRYABLE_FAILURE: 'ERROR',
  INVOCATION_ATTEMPT_START: 'TRACE',
  INVOCATION_ATTEMPT_SUCCESS: 'TRACE',
  INVOCATION_DLQ: 'ERROR',
  INVOCATION_FAILURE: 'ERROR',
  INVOCATION_START: 'TRACE',
  INVOCATION_SUCCESS: 'INFO',
  NO_STANDARD_RULES_MATCHED: 'INFO',
  RULE_MATCH: 'INFO',
  RULE_MATCH_START: 'TRACE',
};

interface Envelope {
  readonly account: string;
  readonly source: string;
  readonly 'detail-type': string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

/** What the first records of an event tell of it. @param full with its detail */
export function eventDetails({ envelope, time }: BusEvent, full: boolean): object {
  const event = JSON.parse(envelope) as Envelope;
  return {
    caller_account_id: event.account,
    source_time_ms: time,
    source: event.source,
    detail_type: event['detail-type'],
    resources: event.resources,
    ...(full ? { event_detail: JSON.stringify(event.detail) } : {}),
  };
}

/** The `error` of a record. @param service the name of the service that was called */
export const errorOf = ({ message, status }: Failure, service: string): object => ({
  ...(status === undefined ? {} : { http_status_code: status }),
  error_message: message,
  aws_service: service,
});
