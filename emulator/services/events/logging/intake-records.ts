import type { BusEvent } from '../bus-event.ts';
import type { Parcel } from '../delivery/courier.ts';
import type { Destination } from '../delivery/destination.ts';
import type { BusJournal } from './journal.ts';
import { eventDetails } from './record.ts';

/** Records that an event has come. */
export function recordReceipt(journal: BusJournal, event: BusEvent): void {
  const details = eventDetails(event, journal.full);
  if (event.requestId !== undefined) journal.record('EVENT_INGEST_SUCCESS', { event, details });
  journal.record('EVENT_RECEIPT', { event, details });
  journal.record('RULE_MATCH_START', { event, details });
}

/** A rule that matched, with the deliveries that follow from it. */
export interface Matched {
  readonly arn: string;
  readonly deliveries: readonly { readonly to: Destination; readonly parcel: Parcel }[];
}

/** Records which rules matched. Those that AWS manages, such as an archive's, do not count. */
export function recordMatches(journal: BusJournal, event: BusEvent, matched: readonly Matched[]): void {
  if (matched.length === 0) journal.record('NO_STANDARD_RULES_MATCHED', { event });
  for (const { arn, deliveries } of matched) {
    journal.record('RULE_MATCH', {
      event,
      details: {
        rule_arn: arn,
        target_arns: deliveries.map(({ to }) => to.target.Arn),
        invocation_ids: deliveries.map(({ parcel }) => parcel.invocationId),
      },
    });
  }
}
