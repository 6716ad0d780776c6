import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { isObject, type JsonObject } from '../json.ts';
import { ruleNameOf, type Subscription } from '../subscriptions/subscription.ts';
import type { BusEvent, DeliveryStep } from '../why/explain-event.ts';
import { type LogLine, quoted, searchLog } from './log-search.ts';

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
  /** EventBridge's id of the event; a webhook's is the event's own. */
  readonly event: string;
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

const iso = (at: number): string => new Date(at).toISOString();
const member = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

function busDelivery({ at, json }: LogLine): readonly Delivery[] {
  const outcome = STEPS[String(json.message_type)];
  if (!outcome) return [];
  const error = member(json.error, 'error_message');
  return [
    { event: String(json.event_id), at: iso(at), outcome, ...(typeof error === 'string' ? { detail: error } : {}) },
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

  constructor(client: CloudWatchLogsClient, settings: DeliveryLogSettings) {
    this.#client = client;
    this.#settings = settings;
  }

  async eventsOf(eventId: string): Promise<readonly BusEvent[]> {
    const { lines } = await searchLog(this.#client, {
      group: this.#settings.eventsGroup,
      pattern: `{ $.detail.id = ${quoted(eventId)} }`,
    });
    return lines
      .filter(({ json }) => json['replay-name'] === undefined)
      .map(({ json }) => ({
        id: String(json.id),
        time: String(json.time),
        source: String(json.source),
        json: json as JsonObject,
      }));
  }

  async stepsOf(event: BusEvent, eventId: string, subscription: Subscription): Promise<readonly DeliveryStep[]> {
    const { lines } = await searchLog(this.#client, {
      group: this.#settings.busGroup,
      pattern: `{ $.event_id = ${quoted(event.id)} && $.details.rule_arn = ${quoted(this.#rule(subscription))} }`,
    });
    const onTheBus = lines.flatMap(busDelivery);
    if (subscription.target.kind !== 'webhook' || onTheBus.at(-1)?.outcome !== 'delivered') return onTheBus;
    const { lines: sent } = await searchLog(this.#client, {
      group: this.#settings.webhooksGroup,
      pattern: `{ $.subscription = ${quoted(subscription.id)} && $.eventId = ${quoted(eventId)} }`,
    });
    return sent.flatMap(webhookDelivery);
  }

  /** A page of a subscription's deliveries, the oldest first. @param from milliseconds since 1970 */
  async deliveriesOf(
    subscription: Subscription,
    { from, limit, token }: { readonly from: number; readonly limit: number; readonly token: string | undefined },
  ): Promise<{ readonly items: readonly Delivery[]; readonly next?: string }> {
    const isWebhook = subscription.target.kind === 'webhook';
    const { lines, next } = await searchLog(this.#client, {
      group: isWebhook ? this.#settings.webhooksGroup : this.#settings.busGroup,
      pattern: isWebhook
        ? `{ $.subscription = ${quoted(subscription.id)} && $.fate = "*" }`
        : `{ $.details.rule_arn = ${quoted(this.#rule(subscription))} && $.message_type = "INVOCATION_*" }`,
      from,
      limit,
      ...(token === undefined ? {} : { token }),
    });
    const items = lines.flatMap(isWebhook ? webhookDelivery : busDelivery);
    return { items, ...(next === undefined ? {} : { next }) };
  }

  #rule(subscription: Subscription): string {
    return this.#settings.ruleArn(ruleNameOf(subscription));
  }
}
