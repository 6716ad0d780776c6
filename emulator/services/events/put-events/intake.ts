import { archiveKey } from '../archives/archive.ts';
import type { BusEvent } from '../bus-event.ts';
import type { Bus } from '../buses/bus.ts';
import { NewParcel, type Parcel } from '../delivery/courier.ts';
import { couriers } from '../delivery/couriers.ts';
import type { Destination } from '../delivery/destination.ts';
import { type Matched, recordMatches, recordReceipt } from '../logging/intake-records.ts';
import { type Route, routeOf } from '../rules/routers.ts';
import type { Rule } from '../rules/rule.ts';
import type { EventsState } from '../state.ts';

/** Where events enter a bus, whoever sent them. */
export interface Intake {
  /**
   * Archives events and brings them to the targets of the rules that match. Resolves when each delivery has
   * been made, has failed for good, or has been noted: all of it within one transaction, unless a target
   * made it wait.
   * @param only ARNs of the rules that may take them, of a replay; undefined: any
   */
  accept(bus: Bus, events: readonly BusEvent[], only?: ReadonlySet<string>): Promise<void>;
  /** The same for callers that cannot wait: notes every delivery in the open transaction. */
  note(bus: Bus, events: readonly BusEvent[]): void;
  /** Brings an event to the targets of one rule, whatever its pattern: that of a schedule. */
  publishTo(rule: Rule, event: BusEvent): Promise<void>;
}

/** First tries that are made before the sender is answered. */
type Firsts = Map<Destination, Parcel[]>;

export function createIntake(state: EventsState): Intake {
  const { ids } = state.deps;

  const archive = ({ rule }: Route, event: BusEvent): void => {
    const found = rule.archive === undefined ? undefined : state.archives.get(archiveKey(rule, rule.archive));
    if (found) state.archived.add(found.id, event);
  };

  /** Sets an event on its way to the targets of a rule. @param firsts undefined: all of it is noted */
  const follow = ({ arn, destinations }: Route, event: BusEvent, firsts: Firsts | undefined): Matched => {
    const deliveries = destinations.map((to) => ({ to, parcel: new NewParcel(event, ids) }));
    for (const { to, parcel } of deliveries) {
      const parcels = firsts?.get(to);
      if (parcels) parcels.push(parcel);
      else if (firsts && couriers[to.arn.kind].immediate) firsts.set(to, [parcel]);
      else state.deliveries.note(to, parcel);
    }
    return { arn, deliveries };
  };

  const take = (
    bus: Bus,
    events: readonly BusEvent[],
    firsts: Firsts | undefined,
    only?: ReadonlySet<string>,
  ): void => {
    const router = state.routers.of(bus);
    const journal = state.journal.of(bus, bus.name);
    for (const event of events) {
      if (journal) recordReceipt(journal, event);
      const matched: Matched[] = [];
      for (const route of router.match(event.envelope)) {
        if (only && !only.has(route.arn)) continue;
        if (route.rule.archive === undefined) matched.push(follow(route, event, firsts));
        else archive(route, event);
      }
      if (journal) recordMatches(journal, event, matched);
    }
  };

  const bring = async (firsts: Firsts): Promise<void> => {
    await Promise.all([...firsts].map(([to, parcels]) => state.deliveries.bring(to, parcels)));
  };

  return {
    async accept(bus, events, only) {
      const firsts: Firsts = new Map();
      take(bus, events, firsts, only);
      if (firsts.size > 0) await bring(firsts);
    },
    note: (bus, events) => take(bus, events, undefined),
    async publishTo(rule, event) {
      const firsts: Firsts = new Map();
      follow(routeOf(rule), event, firsts);
      await bring(firsts);
    },
  };
}
