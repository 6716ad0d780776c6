import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import type { ClientOptions } from './client-options.ts';

/** A record of the bus log. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-logs-schema.html */
interface BusLogRecord {
  readonly event_id?: string;
  readonly message_type: string;
  readonly message_timestamp_ms: number;
  readonly details?: { readonly rule_arn?: string; readonly target_arn?: string; readonly detail?: unknown };
}

/** What became of events at one target of one rule. */
export interface TargetCount {
  matched: number;
  delivered: number;
  deadLettered: number;
  failed: number;
}

export interface JournalCounts {
  received: number;
  /** Matched no rule but that of the archive. */
  unmatched: number;
  /** By rule name and target, `<rule> → <service>:<resource>`. */
  readonly targets: Map<string, TargetCount>;
}

/** What is still on its way, by event and target. */
export interface Journal {
  readonly counts: JournalCounts;
  /** `detail.id` of every event received. */
  readonly ids: ReadonlySet<string>;
  /** Deliveries begun and not ended. */
  readonly open: ReadonlySet<string>;
  /** Reads what the bus has logged since the last call. */
  read(): Promise<void>;
  /** Counts from nothing again, without reading anything twice. */
  restart(): void;
}

const ENDINGS: Readonly<Record<string, keyof TargetCount>> = {
  INVOCATION_SUCCESS: 'delivered',
  INVOCATION_FAILURE: 'failed',
  INVOCATION_DLQ: 'deadLettered',
};

const shortArn = (arn = ''): string => `${arn.split(':')[2]} ${arn.split(':').slice(5).join(':')}`;
export const nameOfRule = (arn = ''): string => arn.split('/').at(-1) ?? '';

const noCounts = (): JournalCounts => ({ received: 0, unmatched: 0, targets: new Map() });

/** The natural key of an event, in its detail, which the log holds as JSON or as its text. */
function idOf(detail: unknown): string | undefined {
  const object: unknown = typeof detail === 'string' ? JSON.parse(detail) : detail;
  if (typeof object !== 'object' || object === null || !('id' in object)) return undefined;
  return typeof object.id === 'string' ? object.id : undefined;
}

/** Follows the log of a bus, in which each step of each event is one record. */
export function openJournal(client: ClientOptions, logGroupName: string): Journal {
  const logs = new CloudWatchLogsClient(client);
  let counts = noCounts();
  const ids = new Set<string>();
  const open = new Set<string>();
  const seen = new Set<string>();
  let from = 0;

  const countOf = ({ rule_arn, target_arn }: NonNullable<BusLogRecord['details']>): TargetCount => {
    const key = `${nameOfRule(rule_arn)} → ${shortArn(target_arn)}`;
    const found = counts.targets.get(key) ?? { matched: 0, delivered: 0, deadLettered: 0, failed: 0 };
    counts.targets.set(key, found);
    return found;
  };
  const take = ({ event_id = '', message_type, details = {} }: BusLogRecord): void => {
    if (message_type === 'EVENT_RECEIPT') {
      counts.received++;
      const id = idOf(details.detail);
      if (id !== undefined) ids.add(id);
    }
    if (message_type === 'NO_STANDARD_RULES_MATCHED') counts.unmatched++;
    const delivery = `${event_id} ${details.rule_arn} ${details.target_arn}`;
    if (message_type === 'INVOCATION_START') {
      countOf(details).matched++;
      open.add(delivery);
    }
    const ending = ENDINGS[message_type];
    if (!ending) return;
    countOf(details)[ending]++;
    open.delete(delivery);
  };

  return {
    get counts() {
      return counts;
    },
    ids,
    open,
    restart() {
      counts = noCounts();
    },
    async read() {
      for await (const { events = [] } of paginateFilterLogEvents(
        { client: logs },
        { logGroupName, startTime: from },
      )) {
        for (const { eventId = '', message = '{}', timestamp = 0 } of events) {
          if (seen.has(eventId)) continue;
          seen.add(eventId);
          from = Math.max(from, timestamp - 5_000);
          take(JSON.parse(message) as BusLogRecord);
        }
      }
    },
  };
}
