import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import type { ClientOptions } from './client-options.ts';

/** A record of the bus log. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-logs-schema.html */
interface BusLogRecord {
  readonly event_id?: string;
  readonly invocation_id?: string;
  readonly message_type: string;
  readonly details?: RecordDetails;
}

interface RecordDetails {
  readonly rule_arn?: string;
  readonly target_arn?: string;
  readonly target_arns?: readonly string[];
  readonly invocation_ids?: readonly string[];
  readonly event_detail?: string;
}

/** What became of events at one target of one rule. */
export interface TargetCount {
  matched: number;
  delivered: number;
  deadLettered: number;
  failed: number;
  /** EventBridge's ids of the events delivered: fewer than deliveries where some came more than once. */
  readonly events: Set<string>;
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
  /** `detail.id` of the events delivered to a rule's targets, each once. */
  deliveredTo(rule: string): ReadonlySet<string>;
  /** Deliveries begun and not ended, by the id of their invocation. */
  readonly open: ReadonlySet<string>;
  /** Reads what the bus has logged since the last call. */
  read(): Promise<void>;
  /** Counts from nothing again, without reading anything twice. */
  restart(): void;
}

type Ending = 'delivered' | 'failed' | 'deadLettered';

const ENDINGS: Readonly<Record<string, Ending>> = {
  INVOCATION_SUCCESS: 'delivered',
  INVOCATION_FAILURE: 'failed',
  INVOCATION_DLQ: 'deadLettered',
};

const shortArn = (arn = ''): string => `${arn.split(':')[2]} ${arn.split(':').slice(5).join(':')}`;
export const nameOfRule = (arn = ''): string => arn.split('/').at(-1) ?? '';

const noCounts = (): JournalCounts => ({ received: 0, unmatched: 0, targets: new Map() });

/** The natural key of an event, in its detail. */
function idOf(detail = '{}'): string | undefined {
  const { id } = JSON.parse(detail) as { readonly id?: unknown };
  return typeof id === 'string' ? id : undefined;
}

/** Follows the log of a bus, in which each step of each event is one record. */
export function openJournal(client: ClientOptions, logGroupName: string): Journal {
  const logs = new CloudWatchLogsClient(client);
  let counts = noCounts();
  const ids = new Set<string>();
  /** The natural keys of events by EventBridge's ids. */
  const natural = new Map<string, string>();
  const open = new Set<string>();
  const seen = new Set<string>();
  let from = 0;

  const ended = new Set<string>();

  const countOf = (rule: string | undefined, target: string | undefined): TargetCount => {
    const key = `${nameOfRule(rule)} → ${shortArn(target)}`;
    const found = counts.targets.get(key) ?? {
      matched: 0,
      delivered: 0,
      deadLettered: 0,
      failed: 0,
      events: new Set<string>(),
    };
    counts.targets.set(key, found);
    return found;
  };
  const match = ({ rule_arn, target_arns = [], invocation_ids = [] }: RecordDetails): void => {
    for (const [i, target] of target_arns.entries()) {
      countOf(rule_arn, target).matched++;
      const invocation = invocation_ids[i] ?? '';
      if (!ended.delete(invocation)) open.add(invocation);
    }
  };
  // Records of one millisecond come in any order: an end may be read before its beginning.
  const end = (kind: Ending, { event_id = '', invocation_id = '', details = {} }: BusLogRecord): void => {
    const count = countOf(details.rule_arn, details.target_arn);
    count[kind]++;
    if (kind === 'delivered') count.events.add(event_id);
    if (!open.delete(invocation_id)) ended.add(invocation_id);
  };
  const receive = (event: string, { event_detail }: RecordDetails): void => {
    counts.received++;
    const id = idOf(event_detail);
    if (id === undefined) return;
    ids.add(id);
    natural.set(event, id);
  };
  const take = (record: BusLogRecord): void => {
    const { event_id = '', message_type, details = {} } = record;
    if (message_type === 'EVENT_RECEIPT') receive(event_id, details);
    if (message_type === 'RULE_MATCH') match(details);
    if (message_type === 'NO_STANDARD_RULES_MATCHED') counts.unmatched++;
    const ending = ENDINGS[message_type];
    if (ending) end(ending, record);
  };

  return {
    get counts() {
      return counts;
    },
    ids,
    open,
    deliveredTo(rule) {
      const targets = [...counts.targets].filter(([name]) => name.startsWith(`${rule} → `));
      return new Set(targets.flatMap(([, { events }]) => [...events].map((event) => natural.get(event) ?? event)));
    },
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
