import type {
  PutPartnerEventsCommandInput,
  PutPartnerEventsCommandOutput,
  PutPartnerEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import type { BusEvent } from '../bus-event.ts';
import { type Bus, findBus } from '../buses/bus.ts';
import type { EventsOperation } from '../operation.ts';
import { checkEntry, checkSize } from '../put-events/check-entry.ts';
import { eventOf } from '../put-events/event-of.ts';
import { sourcesOfPartner } from './event-source.ts';

/**
 * A partner's events go to the bus of every customer that has taken the source; where none has, or the
 * source is not active, they are dropped.
 */
export const putPartnerEvents: EventsOperation<PutPartnerEventsCommandInput, PutPartnerEventsCommandOutput> = {
  async handle(state, { Entries = [] }, context) {
    checkSize(state, Entries);
    const perBus = new Map<Bus, BusEvent[]>();
    const results = Entries.map((entry): PutPartnerEventsResultEntry => {
      const checked = checkEntry(entry, true);
      if ('ErrorCode' in checked) return checked;
      const { source: Source } = checked;
      const sources = sourcesOfPartner(state, context, Source);
      if (sources.length === 0) {
        const ErrorMessage = `Parameter Source is not valid. Reason: Event source ${Source} does not exist.`;
        return { ErrorCode: 'InvalidArgument', ErrorMessage };
      }
      const id = state.deps.ids.uuid();
      for (const source of sources) {
        const bus = source.state === 'ACTIVE' ? findBus(state, source, Source) : undefined;
        if (!bus) continue;
        const of = { id, accountId: source.accountId, region: source.region };
        const event = eventOf(checked, of, context, undefined);
        perBus.set(bus, [...(perBus.get(bus) ?? []), event]);
      }
      return { EventId: id };
    });
    for (const [bus, events] of perBus) await state.intake.accept(bus, events);
    return { FailedEntryCount: results.filter(({ ErrorCode }) => ErrorCode !== undefined).length, Entries: results };
  },
};
