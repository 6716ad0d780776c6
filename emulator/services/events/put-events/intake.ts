import { archiveKey } from '../archives/archive.ts';
import type { BusEvent } from '../bus-event.ts';
import type { Bus } from '../buses/bus.ts';
import type { Parcel } from '../delivery/courier.ts';
import { couriers } from '../delivery/couriers.ts';
import type { Destination } from '../delivery/destination.ts';
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

type Firsts = Map<Destination, Parcel[]>;

export function createIntake(state: EventsState): Intake {
  const { ids } = state.deps;

  const follow = (route: Route, event: BusEvent, firsts: Firsts | undefined): void => {
    const { rule, destinations } = route;
    if (rule.archive !== undefined) {
      const archive = state.archives.get(archiveKey(rule, rule.archive));
      if (archive) state.archived.add(archive.id, event);
      return;
    }
    for (const to of destinations) {
      const parcel = { event, invocationId: ids.uuid(), tries: 0 };
      if (!firsts || !couriers[to.arn.kind].immediate) {
        state.deliveries.note(to, parcel);
        continue;
      }
      const parcels = firsts.get(to);
      if (parcels) parcels.push(parcel);
      else firsts.set(to, [parcel]);
    }
  };

  const route = (
    bus: Bus,
    events: readonly BusEvent[],
    firsts: Firsts | undefined,
    only?: ReadonlySet<string>,
  ): void => {
    const router = state.routers.of(bus);
    for (const event of events) {
      for (const match of router.match(event.envelope)) {
        if (!only || only.has(match.arn)) follow(match, event, firsts);
      }
    }
  };

  const bring = async (firsts: Firsts): Promise<void> => {
    await Promise.all([...firsts].map(([to, parcels]) => state.deliveries.bring(to, parcels)));
  };

  return {
    async accept(bus, events, only) {
      const firsts: Firsts = new Map();
      route(bus, events, firsts, only);
      if (firsts.size > 0) await bring(firsts);
    },
    note: (bus, events) => route(bus, events, undefined),
    async publishTo(rule, event) {
      const firsts: Firsts = new Map();
      follow(routeOf(rule), event, firsts);
      await bring(firsts);
    },
  };
}
