import type { Target } from '@aws-sdk/client-eventbridge';
import { type Place, placeKey } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Instant } from '../../../core/clock.ts';
import { ruleArn } from '../arns.ts';
import { type Bus, busRef } from '../buses/bus.ts';
import { notFound } from '../errors.ts';
import type { EventsState } from '../state.ts';

export type RuleState = 'DISABLED' | 'ENABLED' | 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

/** A rule with its targets; its place is that of its bus. */
export interface Rule extends Place {
  readonly bus: string;
  readonly name: string;
  readonly pattern: string | undefined;
  readonly schedule: string | undefined;
  readonly state: RuleState;
  readonly description: string | undefined;
  readonly roleArn: string | undefined;
  /** The AWS service that owns it; users may not change such a rule. */
  readonly managedBy: string | undefined;
  readonly createdBy: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly targets: readonly Target[];
  readonly created: Instant;
  /** Where a rate counts from: when the rule was put or enabled. */
  readonly scheduledFrom: Instant;
  /** The archive that this rule fills. */
  readonly archive: string | undefined;
}

// Neither a bus's nor a rule's name may hold a bar, but a partner's bus holds slashes.
export const ruleKey = (place: Place, bus: string, rule: string): string => placeKey(place, `${bus}|${rule}`);
export const keyOfRule = (rule: Rule): string => ruleKey(rule, rule.bus, rule.name);
export const arnOfRule = (rule: Rule): string => ruleArn(rule, rule.bus, rule.name);

export const rulesOf = (state: EventsState, place: Place, bus: string): Rule[] =>
  state.rules.values(ruleKey(place, bus, ''));

/** @throws AwsError `ResourceNotFoundException` */
export function requireRule(state: EventsState, bus: Bus, name: string): Rule {
  const rule = state.rules.get(ruleKey(bus, bus.name, name));
  if (!rule) throw notFound(`Rule ${name} does not exist on EventBus ${bus.name}.`);
  return rule;
}

/** The ARN that a permission on a rule is asked for, whether the rule exists or not. */
export function arnOfRuleParameter(name: string | undefined, bus: string | undefined, context: Place): string {
  const ref = busRef(bus, context);
  return ruleArn(ref.place, ref.name, name ?? '');
}

const managed = (message: string): AwsError => new AwsError('ManagedRuleException', message);

/** @throws AwsError `ManagedRuleException` */
export function refuseManaged(rule: Rule | undefined): void {
  if (rule?.managedBy !== undefined) throw managed(`${rule.name} is a managed rule.`);
}

/** @throws AwsError `ManagedRuleException` */
export function refuseManagedUnforced({ managedBy, name }: Rule, force: boolean): void {
  if (managedBy === undefined || force) return;
  throw managed(`${name} is a managed rule. Set 'force' parameter to true to override.`);
}

/** @throws AwsError `ManagedRuleException` */
export function refuseManagedTags({ managedBy, name }: Rule): void {
  if (managedBy !== undefined) throw managed(`Tag related operations on the managed rule ${name} is not allowed.`);
}
