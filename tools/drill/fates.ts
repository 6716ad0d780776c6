import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import type { ClientOptions } from '../start/client-options.ts';

/** What became of every published id, each in exactly one list. */
export interface Fates {
  readonly delivered: readonly string[];
  readonly deliveredMoreThanOnce: readonly string[];
  /** With the cause that EventBridge gave. */
  readonly deadLettered: readonly { readonly id: string; readonly cause: string }[];
  readonly missing: readonly string[];
}

interface BusRecord {
  readonly event_id?: string;
  readonly invocation_id?: string;
  readonly message_type?: string;
  readonly error?: { readonly error_message?: string };
  readonly details?: { readonly event_detail?: string };
}

export interface FateQuery {
  readonly group: string;
  readonly ruleArn: string;
  /** Deliveries before this do not count; milliseconds since 1970. */
  readonly since: number;
  /** When the first event was published. */
  readonly from: number;
}

/**
 * Reads in the log of the bus what a rule's target got since an instant.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-logs-schema.html
 */
export async function readFates(
  options: ClientOptions,
  published: readonly string[],
  query: FateQuery,
): Promise<Fates> {
  const client = new CloudWatchLogsClient(options);
  const ids = new Map<string, string>();
  const deliveries = new Map<string, Set<string>>();
  const dead = new Map<string, string>();
  const read = async (pattern: string, startTime: number, take: (record: BusRecord) => void): Promise<void> => {
    const pages = paginateFilterLogEvents({ client }, { logGroupName: query.group, filterPattern: pattern, startTime });
    for await (const { events = [] } of pages)
      for (const { message = '{}' } of events) take(JSON.parse(message) as BusRecord);
  };
  await read('{ $.message_type = "EVENT_RECEIPT" }', query.from, ({ event_id = '', details }) => {
    if (ids.has(event_id)) return;
    const { id } = JSON.parse(details?.event_detail ?? '{}') as { readonly id?: string };
    if (id !== undefined) ids.set(event_id, id);
  });
  await read(
    `{ $.details.rule_arn = "${query.ruleArn}" && $.message_type = "INVOCATION_*" }`,
    query.since,
    ({ event_id = '', invocation_id = '', message_type, error }) => {
      const id = ids.get(event_id) ?? '';
      if (message_type === 'INVOCATION_SUCCESS')
        deliveries.set(id, (deliveries.get(id) ?? new Set()).add(invocation_id));
      if (message_type === 'INVOCATION_DLQ') dead.set(id, error?.error_message ?? 'EventBridge told no cause');
    },
  );
  const times = (id: string): number => deliveries.get(id)?.size ?? 0;
  const undelivered = published.filter((id) => times(id) === 0);
  return {
    delivered: published.filter((id) => times(id) === 1),
    deliveredMoreThanOnce: published.filter((id) => times(id) > 1),
    deadLettered: undelivered.flatMap((id) => (dead.has(id) ? [{ id, cause: dead.get(id) ?? '' }] : [])),
    missing: undelivered.filter((id) => !dead.has(id)),
  };
}
