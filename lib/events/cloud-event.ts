import type { JsonObject } from '../json.ts';

/**
 * An event as it travels: CloudEvents 1.0 attributes, in the `detail` of an EventBridge event.
 * A type and not an interface, so that it is a `JsonObject`.
 */
export type CloudEvent = {
  readonly specversion: '1.0';
  /** The natural key within its tenant. Every consumer is idempotent on it. */
  readonly id: string;
  /** `partner/<provider>/<tenant>/<stream>` */
  readonly source: string;
  /** A contract's type, such as `order.placed`. Also EventBridge's detail-type. */
  readonly type: string;
  /** When it happened, RFC 3339. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  /** `$id` of the contract it keeps. */
  readonly dataschema: string;
  readonly tenant: string;
  /** Follows one cause through webhook, bus and workflow. */
  readonly correlationid: string;
  readonly data: JsonObject;
  readonly subject?: string;
  readonly traceparent?: string;
  readonly tracestate?: string;
};

/** What a sender may leave out: `completeEvent` fills it in. */
export type EventDraft = Pick<CloudEvent, 'specversion' | 'id' | 'source' | 'type' | 'data'> &
  Partial<Omit<CloudEvent, 'tenant'>>;
