import type { Target } from '@aws-sdk/client-eventbridge';
import { keyOfRule, type Rule } from '../rules/rule.ts';
import type { EventsState } from '../state.ts';
import { createDestination, type Destination } from './destination.ts';

/** A target that was removed while deliveries to it were still to be made: they go on to it as it was. */
export interface Departed {
  readonly rule: Rule;
  readonly target: Target;
}

export const destinationKey = (ruleKey: string, targetId: string): string => `${ruleKey}|${targetId}`;

/** Remembers the targets that a change takes away, where deliveries wait for them. @param after undefined: the rule goes */
export function keepDeparted(state: EventsState, before: Rule, after: Rule | undefined): void {
  const ruleKey = keyOfRule(before);
  for (const target of before.targets) {
    const id = target.Id ?? '';
    if (after?.targets.some(({ Id }) => Id === id) || !state.deliveries.isWaiting(ruleKey, id)) continue;
    state.departed.put(destinationKey(ruleKey, id), { rule: before, target });
  }
}

/** Where a noted delivery goes: to the target as it is now, or as it was last. */
export function destinationOf(state: EventsState, ruleKey: string, targetId: string): Destination | undefined {
  const rule = state.rules.get(ruleKey);
  const target = rule?.targets.find(({ Id }) => Id === targetId);
  if (rule && target) return createDestination(rule, target);
  const departed = state.departed.get(destinationKey(ruleKey, targetId));
  return departed && createDestination(departed.rule, departed.target);
}
