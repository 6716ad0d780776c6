import { keepDeparted } from '../delivery/departed.ts';
import type { EventsState } from '../state.ts';
import { keyOfRule, type Rule } from './rule.ts';

function follow(state: EventsState, rule: Rule | undefined, before: Rule | undefined): void {
  if (before) keepDeparted(state, before, rule);
  state.routers.follow(rule, before);
  state.schedules.follow(rule, before);
}

/** Stores a rule, and lets what has been derived from it follow. */
export function changeRule(state: EventsState, rule: Rule): void {
  const before = state.rules.get(keyOfRule(rule));
  state.rules.put(keyOfRule(rule), rule);
  follow(state, rule, before);
}

export function dropRule(state: EventsState, rule: Rule): void {
  state.rules.delete(keyOfRule(rule));
  follow(state, undefined, rule);
}
