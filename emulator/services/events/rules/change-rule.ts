import { busKey } from '../buses/bus.ts';
import type { EventsState } from '../state.ts';
import { keyOfRule, type Rule } from './rule.ts';

/** Stores a rule, and lets what has been derived from it follow. */
export function changeRule(state: EventsState, rule: Rule): void {
  const before = state.rules.get(keyOfRule(rule));
  state.rules.put(keyOfRule(rule), rule);
  state.routers.forget(busKey(rule, rule.bus));
  state.schedules.follow(rule, before);
}

export function dropRule(state: EventsState, rule: Rule): void {
  state.rules.delete(keyOfRule(rule));
  state.routers.forget(busKey(rule, rule.bus));
  state.schedules.follow(undefined, rule);
}
