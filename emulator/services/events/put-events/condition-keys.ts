import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { ConditionKeys } from '../../../core/needed-permission.ts';

/**
 * What the condition keys of `events:PutEvents` say of one event.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
 * @param fromBus whether a rule on another bus sends it
 */
const keysOfEvent = (source: string | undefined, detailType: string | undefined, fromBus: boolean): ConditionKeys => ({
  'events:source': source,
  'events:detail-type': detailType,
  'events:eventbusinvocation': String(fromBus),
});

/** Of the entries of a request; those that are alike are judged once. */
export function keysOfEntries(entries: readonly PutEventsRequestEntry[]): readonly ConditionKeys[] {
  const alike = new Map<string, ConditionKeys>();
  for (const { Source, DetailType } of entries) {
    alike.set(JSON.stringify([Source, DetailType]), keysOfEvent(Source, DetailType, false));
  }
  return [...alike.values()];
}

/** Of an event that one bus hands to another. @param envelope its JSON text */
export function keysOfEnvelope(envelope: string): ConditionKeys {
  const event: { readonly source: string; readonly 'detail-type': string } = JSON.parse(envelope);
  return keysOfEvent(event.source, event['detail-type'], true);
}
