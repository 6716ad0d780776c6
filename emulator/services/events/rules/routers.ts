import { createMatcher } from '../../../pattern/index.ts';
import { type Bus, keyOfBus } from '../buses/bus.ts';
import { createDestination, type Destination } from '../delivery/destination.ts';
import { checkPattern } from '../pattern.ts';
import type { EventsState } from '../state.ts';
import { arnOfRule, type Rule, rulesOf } from './rule.ts';

/** A rule that is enabled, with what its matches go to. */
export interface Route {
  readonly rule: Rule;
  readonly arn: string;
  readonly destinations: readonly Destination[];
}

export interface Router {
  /** The routes of the rules whose patterns match. @param envelope the event's JSON */
  match(envelope: string): readonly Route[];
}

export interface Routers {
  of(bus: Bus): Router;
  /** To be called when a bus or a rule on it has changed. */
  forget(busKey: string): void;
}

export const routeOf = (rule: Rule): Route => ({
  rule,
  arn: arnOfRule(rule),
  destinations: rule.targets.flatMap((target) => createDestination(rule, target) ?? []),
});

function createRouter(state: EventsState, bus: Bus): Router {
  const matcher = createMatcher();
  const routes = new Map<string, Route>();
  for (const rule of rulesOf(state, bus, bus.name)) {
    if (rule.state === 'DISABLED' || rule.pattern === undefined) continue;
    matcher.set(rule.name, checkPattern(rule.pattern));
    routes.set(rule.name, routeOf(rule));
  }
  return {
    match: (envelope) => matcher.match(envelope).flatMap((name) => routes.get(name) ?? []),
  };
}

/** The compiled rules of every bus, made when an event first comes and again after a change. */
export function createRouters(state: EventsState): Routers {
  const routers = new Map<string, Router>();
  return {
    of(bus) {
      const key = keyOfBus(bus);
      const router = routers.get(key) ?? createRouter(state, bus);
      routers.set(key, router);
      return router;
    },
    forget: (busKey) => void routers.delete(busKey),
  };
}
