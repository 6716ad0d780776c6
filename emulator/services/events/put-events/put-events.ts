import type {
  PutEventsCommandInput,
  PutEventsCommandOutput,
  PutEventsRequestEntry,
  PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import type { NeededPermission } from '../../../core/needed-permission.ts';
import type { RequestContext } from '../../../core/service.ts';
import type { BusEvent } from '../bus-event.ts';
import { arnOfBusParameter, type Bus, busRef, findBus } from '../buses/bus.ts';
import { busesOfEndpoint } from '../endpoints/buses-of-endpoint.ts';
import type { EventsOperation } from '../operation.ts';
import type { EventsState } from '../state.ts';
import { checkEntry, checkSize } from './check-entry.ts';
import { keysOfEntries } from './condition-keys.ts';
import { eventOf } from './event-of.ts';

/** The buses that an entry is for: one, unless a global endpoint replicates. Those that do not exist take nothing. */
function busesOf(
  state: EventsState,
  { EventBusName }: PutEventsRequestEntry,
  EndpointId: string | undefined,
  context: RequestContext,
): readonly Bus[] {
  if (EndpointId === undefined) {
    const { place, name } = busRef(EventBusName, context);
    const bus = place.region === context.region ? findBus(state, place, name) : undefined;
    return bus ? [bus] : [];
  }
  return busesOfEndpoint(state, EndpointId, EventBusName, context).flatMap(
    ({ place, name }) => findBus(state, place, name) ?? [],
  );
}

const toPut = (resource: string, entries: readonly PutEventsRequestEntry[]): NeededPermission => ({
  action: 'events:PutEvents',
  resource,
  each: () => keysOfEntries(entries),
});

export const putEvents: EventsOperation<PutEventsCommandInput, PutEventsCommandOutput> = {
  permissions({ Entries = [] }, context) {
    const [first, ...others] = Entries;
    if (others.every(({ EventBusName }) => EventBusName === first?.EventBusName)) {
      return [toPut(arnOfBusParameter(first?.EventBusName, context), Entries)];
    }
    const perBus = Map.groupBy(Entries, ({ EventBusName }) => arnOfBusParameter(EventBusName, context));
    return [...perBus].map(([arn, entries]) => toPut(arn, entries));
  },
  async handle(state, { Entries = [], EndpointId }, context) {
    checkSize(state, Entries);
    const perBus = new Map<Bus, BusEvent[]>();
    const results = Entries.map((entry): PutEventsResultEntry => {
      const checked = checkEntry(entry);
      if ('ErrorCode' in checked) return checked;
      // AWS accepts an event for a bus that does not exist, and drops it.
      const id = state.deps.ids.uuid();
      for (const bus of busesOf(state, entry, EndpointId, context)) {
        // The account is the caller's, even on a bus of another.
        const of = { id, accountId: context.accountId, region: bus.region };
        const event = eventOf(checked, of, context, entry.TraceHeader);
        const events = perBus.get(bus);
        if (events) events.push(event);
        else perBus.set(bus, [event]);
      }
      return { EventId: id };
    });
    for (const [bus, events] of perBus) await state.intake.accept(bus, events);
    return { FailedEntryCount: results.filter(({ ErrorCode }) => ErrorCode !== undefined).length, Entries: results };
  },
};
