import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { Place } from '../../../core/arn.ts';
import type { RequestContext } from '../../../core/service.ts';
import type { BusEvent } from '../bus-event.ts';
import { compactJson } from '../input/compact-json.ts';
import type { Entry } from './check-entry.ts';
import { envelopeOf, wholeSeconds } from './envelope.ts';

/** The event of an entry that has been checked. @param of its id, account and region @param context of the request */
export function eventOf(
  {
    Source = '',
    DetailType = '',
    Detail = '',
    Resources = [],
    Time,
    TraceHeader,
  }: Entry & Pick<PutEventsRequestEntry, 'TraceHeader'>,
  of: Place & { readonly id: string },
  { now, requestId }: Pick<RequestContext, 'now' | 'requestId'>,
): BusEvent {
  const time = wholeSeconds(Time?.getTime() ?? now);
  const envelope = envelopeOf({
    ...of,
    source: Source,
    detailType: DetailType,
    detail: compactJson(Detail),
    resources: Resources,
    time,
  });
  return { id: of.id, envelope, time, ingested: now, requestId, traceHeader: TraceHeader };
}
