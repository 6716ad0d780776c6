import { type CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { InvalidInputError } from '../errors.ts';
import { isObject } from '../json.ts';
import type { WindowLog } from '../replays/plans/plan-ports.ts';
import { type LoggedEvent, WindowCounter, type WindowEvents } from '../replays/plans/window-events.ts';
import type { ReplayWindow } from '../replays/replay-window.ts';
import type { RuleOutcome } from '../replays/runs/replay-run.ts';
import type { ReplayedEvents } from '../replays/runs/verify-run.ts';
import { type LogLine, type LogQuery, quoted, scanLog } from './log-search.ts';

export interface WindowLogSettings {
  /** Holds every event. */
  readonly eventsGroup: string;
  /** Holds what became of each; https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-logs-schema.html */
  readonly busGroup: string;
  readonly busArn: string;
  /** Milliseconds that one reading for a plan may take; left out: as long as it takes. */
  readonly patience?: number;
}

/** The log holds more than can be read while somebody waits for the answer. */
const tooMuch = (pointers: readonly string[], patience: number, what: string): InvalidInputError => {
  const detail = `${what} could not be read in ${patience / 1000} s. Ask for a shorter window; the provider can plan longer ones.`;
  return new InvalidInputError(
    detail,
    pointers.map((pointer) => ({ pointer, detail })),
  );
};

/** Milliseconds after an event's time within which it surely stands in the log of events. */
const LATE = 15 * 60_000;
const DAY = 86_400_000;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
const LONGEST_PATTERN = 1024;
/** For rules whose names do not fit into a pattern. */
const EVERY_STEP =
  '{ $.message_type = "EVENT_RECEIPT" || $.message_type = "RULE_MATCH" || $.message_type = "INVOCATION_SUCCESS" || $.message_type = "INVOCATION_DLQ" }';

type Fate = 'matched' | 'delivered' | 'deadLettered';
const FATES: Readonly<Record<string, Fate>> = {
  RULE_MATCH: 'matched',
  INVOCATION_SUCCESS: 'delivered',
  INVOCATION_DLQ: 'deadLettered',
};

const detailsOf = (json: Record<string, unknown>): Record<string, unknown> =>
  isObject(json.details) ? json.details : {};

/** `WindowLog`, and what a run brought, read from the log of all events and the log of the bus. */
export class BusWindowLog implements WindowLog {
  readonly #client: CloudWatchLogsClient;
  readonly #settings: WindowLogSettings;

  constructor(client: CloudWatchLogsClient, settings: WindowLogSettings) {
    this.#client = client;
    this.#settings = settings;
  }

  /** Lines for a plan. @throws InvalidInputError, as `tooMuch` says it, once patience is at its end */
  #scan(query: LogQuery, pointers: readonly string[], what: string): AsyncGenerator<LogLine> {
    const { patience } = this.#settings;
    const begun = performance.now();
    return scanLog(this.#client, query, () => {
      if (patience !== undefined && performance.now() - begun > patience) throw tooMuch(pointers, patience, what);
    });
  }

  async count(window: ReplayWindow): Promise<WindowEvents> {
    const counter = new WindowCounter(window);
    const query = {
      group: this.#settings.eventsGroup,
      pattern: '',
      from: window.from.getTime(),
      to: window.to.getTime() + LATE,
    };
    const lines = this.#scan(query, ['/from', '/to'], 'The events of this window');
    for await (const { json, text } of lines) counter.add(json as unknown as LoggedEvent, text);
    return counter.counted;
  }

  async delivered(
    ids: ReadonlySet<string>,
    since: Date,
    rules: readonly string[],
  ): Promise<ReadonlyMap<string, number>> {
    const delivered = new Map(rules.map((rule) => [rule, new Set<string>()]));
    if (ids.size === 0 || rules.length === 0) return new Map();
    const ofRules = rules.map((rule) => `$.details.rule_arn = ${quoted(rule)}`).join(' || ');
    const narrow = `{ $.message_type = "INVOCATION_SUCCESS" && (${ofRules}) }`;
    const query = {
      group: this.#settings.busGroup,
      pattern: narrow.length <= LONGEST_PATTERN ? narrow : '{ $.message_type = "INVOCATION_SUCCESS" }',
      from: since.getTime(),
    };
    const lines = this.#scan(query, ['/from', '/to'], 'The deliveries since this window');
    for await (const { json } of lines) {
      const event = String(json.event_id);
      if (ids.has(event)) delivered.get(String(detailsOf(json).rule_arn))?.add(event);
    }
    return new Map([...delivered].map(([rule, events]) => [rule, events.size]));
  }

  async find(eventId: string, sourcePrefix = ''): Promise<string | undefined> {
    const ofSource = sourcePrefix === '' ? '' : ` && $.source = ${quoted(`${sourcePrefix}*`)}`;
    const query = { group: this.#settings.eventsGroup, pattern: `{ $.detail.id = ${quoted(eventId)}${ofSource} }` };
    for await (const { json, text } of this.#scan(query, ['/eventId'], 'The log of events')) {
      // A "*" in an id stands for anything in a filter pattern.
      const isIt = isObject(json.detail) && json.detail.id === eventId;
      if (isIt && json['replay-name'] === undefined) return text;
    }
    return undefined;
  }

  async heldFrom(): Promise<string> {
    const { logGroups = [] } = await this.#client.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: this.#settings.eventsGroup }),
    );
    const group = logGroups.find(({ logGroupName }) => logGroupName === this.#settings.eventsGroup);
    const { creationTime = 0, retentionInDays } = group ?? {};
    const kept = retentionInDays === undefined ? 0 : Date.now() - retentionInDays * DAY;
    return new Date(Math.max(creationTime, kept)).toISOString();
  }

  /** What the bus has logged of events of a window since an instant, by the rules of that name. */
  async replayed({ from, to }: ReplayWindow, since: Date, rules: readonly string[]): Promise<ReplayedEvents> {
    const prefix = `${this.#settings.busArn.replace(':event-bus/', ':rule/')}/`;
    const wanted = new Map(rules.map((rule) => [`${prefix}${rule}`, rule]));
    const received = new Set<string>();
    const fates = new Map<string, Record<Fate, Set<string>>>(
      rules.map((rule) => [rule, { matched: new Set(), delivered: new Set(), deadLettered: new Set() }]),
    );
    const ofWindow = `$.details.source_time_ms >= ${from.getTime()} && $.details.source_time_ms <= ${to.getTime()}`;
    const ofRules = [...wanted.keys()].map((arn) => `$.details.rule_arn = ${quoted(arn)}`).join(' || ');
    const narrow = `{ ($.message_type = "EVENT_RECEIPT" && ${ofWindow}) || ${ofRules} }`;
    const lines = scanLog(this.#client, {
      group: this.#settings.busGroup,
      pattern: narrow.length <= LONGEST_PATTERN ? narrow : EVERY_STEP,
      from: since.getTime(),
    });
    for await (const { json } of lines) {
      const event = String(json.event_id);
      const details = detailsOf(json);
      const time = Number(details.source_time_ms);
      if (json.message_type === 'EVENT_RECEIPT' && time >= from.getTime() && time <= to.getTime()) received.add(event);
      const rule = wanted.get(String(details.rule_arn));
      const fate = FATES[String(json.message_type)];
      if (rule !== undefined && fate) fates.get(rule)?.[fate].add(event);
    }
    // Records of one millisecond come in any order, and events of the present pass as well: only those of the window count.
    const count = (events: ReadonlySet<string>): number => [...events].filter((id) => received.has(id)).length;
    const outcomes = [...fates].map(
      ([rule, { matched, delivered, deadLettered }]): RuleOutcome => ({
        rule,
        matched: count(matched),
        delivered: count(delivered),
        deadLettered: count(new Set([...deadLettered].filter((id) => !delivered.has(id)))),
      }),
    );
    return { received: received.size, rules: outcomes };
  }
}
