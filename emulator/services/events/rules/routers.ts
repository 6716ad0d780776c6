import { createMatcher } from '../../../pattern/index.ts';
import { type Bus, busKey, keyOfBus } from '../buses/bus.ts';
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

interface ChangingRouter extends Router {
  set(rule: Rule): void;
  delete(name: string): void;
}

export interface Routers {
  of(bus: Bus): Router;
  /** To be called when a rule has changed: its bus's router takes the change, the other rules stay compiled. */
  follow(rule: Rule | undefined, before: Rule | undefined): void;
  /** To be called when a bus has gone. */
  forget(busKey: string): void;
}

export const routeOf = (rule: Rule): Route => ({
  rule,
  arn: arnOfRule(rule),
  destinations: rule.targets.flatMap((target) => createDestination(rule, target) ?? []),
});

function createRouter(): ChangingRouter {
  const matcher = createMatcher();
  const routes = new Map<string, Route>();
  return {
    match(envelope) {
      const found: Route[] = [];
      for (const name of matcher.match(envelope)) {
        const route = routes.get(name);
        if (route) found.push(route);
      }
      return found;
    },
    set(rule) {
      if (rule.state === 'DISABLED' || rule.pattern === undefined) return this.delete(rule.name);
      if (routes.get(rule.name)?.rule.pattern !== rule.pattern) matcher.set(rule.name, checkPattern(rule.pattern));
      routes.set(rule.name, routeOf(rule));
    },
    delete(name) {
      routes.delete(name);
      matcher.delete(name);
    },
  };
}

/** The compiled rules of every bus, made when an event first comes, changed rule by rule from then on. */
export function createRouters(state: EventsState): Routers {
  const routers = new Map<string, ChangingRouter>();
  return {
    of(bus) {
      const key = keyOfBus(bus);
      const known = routers.get(key);
      if (known) return known;
      const made = createRouter();
      for (const rule of rulesOf(state, bus, bus.name)) made.set(rule);
      routers.set(key, made);
      return made;
    },
    follow(rule, before) {
      const either = rule ?? before;
      const router = either && routers.get(busKey(either, either.bus));
      if (rule) router?.set(rule);
      else if (before) router?.delete(before.name);
    },
    forget: (key) => void routers.delete(key),
  };
}
