import type { Place } from '../../../core/arn.ts';
import type { RequestContext } from '../../../core/service.ts';
import type { BusEvent } from '../bus-event.ts';
import type { CheckedEntry } from './check-entry.ts';
import { envelopeOf, wholeSeconds } from './envelope.ts';

/** The event of an entry. @param of its id, account and region @param context of the request */
export function eventOf(
  entry: CheckedEntry,
  of: Place & { readonly id: string },
  { now, requestId }: Pick<RequestContext, 'now' | 'requestId'>,
  traceHeader: string | undefined,
): BusEvent {
  const time = wholeSeconds(entry.time?.getTime() ?? now);
  const envelope = envelopeOf({ ...entry, ...of, time });
  return { id: of.id, envelope, time, ingested: now, requestId, traceHeader };
}
