import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { parseSource } from '../events/event-source.ts';
import { isObject } from '../json.ts';
import { ruleNameOf, type Subscription } from '../subscriptions/subscription.ts';
import type { BusEvent, DeliveryStep } from '../why/explain-event.ts';
import { EventLog } from './event-log.ts';
import { anyOf, type LogLine, quoted, searchLog } from './log-search.ts';

export interface DeliveryLogSettings {
  /** Holds every event. */
  readonly eventsGroup: string;
  /** Holds what became of each; https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-logs-schema.html */
  readonly busGroup: string;
  /** Holds what became of webhooks. */
  readonly webhooksGroup: string;
  readonly ruleArn: (rule: string) => string;
}

/** A delivery of a subscription, as its log shows it. */
export interface Delivery extends DeliveryStep {
  /** The event's own id, `detail.id`. Left out while the log of events does not show the event yet. */
  readonly event?: string;
  /** EventBridge's id of the event, the envelope's `id`; a webhook has no envelope. */
  readonly busEvent?: string;
}

/** A delivery by the bus, whose log knows EventBridge's id alone. */
type BusDelivery = Delivery & { readonly busEvent: string };

/** Which deliveries are asked for. */
export interface DeliveryQuery {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly limit: number;
  readonly token: string | undefined;
  /** Only this event's, by its own id. */
  readonly event: string | undefined;
}

const STEPS: Readonly<Record<string, DeliveryStep['outcome']>> = {
  INVOCATION_SUCCESS: 'delivered',
  INVOCATION_ATTEMPT_RETRYABLE_FAILURE: 'retried',
  INVOCATION_ATTEMPT_PERMANENT_FAILURE: 'failed',
  INVOCATION_FAILURE: 'failed',
  INVOCATION_DLQ: 'dead-lettered',
};

const FATES: Readonly<Record<string, DeliveryStep['outcome']>> = {
  delivered: 'delivered',
  again: 'retried',
  dead: 'dead-lettered',
  dropped: 'dropped',
};

/** EventBridge tries a delivery for a day. Milliseconds. */
const LONGEST_DELIVERY = 24 * 60 * 60 * 1000;
/** An event that a sender sends again may pass the bus twice; so many ids fit into a filter pattern. */
const MOST_PASSES = 10;

const iso = (at: number): string => new Date(at).toISOString();
const member = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

function busDelivery({ at, json }: LogLine): readonly BusDelivery[] {
  const outcome = STEPS[String(json.message_type)];
  if (!outcome) return [];
  const error = member(json.error, 'error_message');
  return [
    { busEvent: String(json.event_id), at: iso(at), outcome, ...(typeof error === 'string' ? { detail: error } : {}) },
  ];
}

function webhookDelivery({ at, json }: LogLine): readonly Delivery[] {
  const outcome = FATES[String(json.fate)];
  if (!outcome) return [];
  const detail = json.cause ?? (json.status === undefined ? undefined : `it answered ${json.status}`);
  return [
    { event: String(json.eventId), at: iso(at), outcome, ...(detail === undefined ? {} : { detail: String(detail) }) },
  ];
}

/** What became of events, told by the logs that EventBridge and the sender of webhooks write. */
export class DeliveryLog {
  readonly #client: CloudWatchLogsClient;
  readonly #settings: DeliveryLogSettings;
  readonly #events: EventLog;

  constructor(client: CloudWatchLogsClient, settings: DeliveryLogSettings) {
    this.#client = client;
    this.#settings = settings;
    this.#events = new EventLog(client, settings.eventsGroup);
  }

  eventsOf(eventId: string): Promise<readonly BusEvent[]> {
    return this.#events.passesOf(eventId);
  }

  async stepsOf(event: BusEvent, subscription: Subscription): Promise<readonly DeliveryStep[]> {
    const { lines } = await searchLog(this.#client, {
      group: this.#settings.busGroup,
      pattern: `{ $.event_id = ${quoted(event.id)} && $.details.rule_arn = ${quoted(this.#rule(subscription))} }`,
    });
    const onTheBus = lines.flatMap(busDelivery);
    if (subscription.target.kind !== 'webhook' || onTheBus.at(-1)?.outcome !== 'delivered') return onTheBus;
    const { lines: sent } = await searchLog(this.#client, {
      group: this.#settings.webhooksGroup,
      pattern: `{ $.subscription = ${quoted(subscription.id)} && $.eventId = ${quoted(event.ownId)} }`,
    });
    return sent.flatMap(webhookDelivery);
  }

  /** A page of a subscription's deliveries, the oldest first. */
  async deliveriesOf(
    subscription: Subscription,
    query: DeliveryQuery,
  ): Promise<{ readonly items: readonly Delivery[]; readonly next?: string }> {
    const { from, limit, token, event } = query;
    const page = { from, limit, ...(token === undefined ? {} : { token }) };
    if (subscription.target.kind === 'webhook') {
      const one = event === undefined ? '' : ` && $.eventId = ${quoted(event)}`;
      const pattern = `{ $.subscription = ${quoted(subscription.id)} && $.fate = "*"${one} }`;
      const { lines, next } = await searchLog(this.#client, { group: this.#settings.webhooksGroup, pattern, ...page });
      return { items: lines.flatMap(webhookDelivery), ...(next === undefined ? {} : { next }) };
    }
    const passes = event === undefined ? [] : await this.#events.passesOf(event);
    const ids = passes.filter(({ source }) => parseSource(source)?.tenant === subscription.tenant).map(({ id }) => id);
    if (event !== undefined && ids.length === 0) return { items: [] };
    const one = ids.length === 0 ? '' : ` && (${anyOf('$.event_id', ids.slice(0, MOST_PASSES))})`;
    const pattern = `{ $.details.rule_arn = ${quoted(this.#rule(subscription))} && $.message_type = "INVOCATION_*"${one} }`;
    const { lines, next } = await searchLog(this.#client, { group: this.#settings.busGroup, pattern, ...page });
    const found = lines.flatMap(busDelivery);
    const own = await this.#events.ownIds(
      found.map(({ busEvent }) => busEvent),
      from - LONGEST_DELIVERY,
    );
    const items = found.map((delivery): Delivery => {
      const ownId = own.get(delivery.busEvent);
      return ownId === undefined ? delivery : { event: ownId, ...delivery };
    });
    return { items, ...(next === undefined ? {} : { next }) };
  }

  #rule(subscription: Subscription): string {
    return this.#settings.ruleArn(ruleNameOf(subscription));
  }
}
