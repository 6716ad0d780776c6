import type { CloudEvent } from '../events/cloud-event.ts';

/** What PutEvents takes. `Time` is left out: EventBridge's own time is when the event entered the bus. */
export interface BusEntry {
  readonly EventBusName: string;
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
}

export const busEntry = (bus: string, event: CloudEvent): BusEntry => ({
  EventBusName: bus,
  Source: event.source,
  DetailType: event.type,
  Detail: JSON.stringify(event),
});

/**
 * Bytes that an entry counts for.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size
 */
export const entryBytes = ({ Source, DetailType, Detail }: BusEntry): number =>
  Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail);
