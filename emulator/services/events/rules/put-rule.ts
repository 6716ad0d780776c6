import type { PutRuleCommandInput, PutRuleCommandOutput } from '@aws-sdk/client-eventbridge';
import { passRole } from '../../../core/needed-permission.ts';
import { DEFAULT_BUS } from '../arns.ts';
import { type Bus, requireBus } from '../buses/bus.ts';
import { invalid, limitExceeded } from '../errors.ts';
import type { EventsOperation } from '../operation.ts';
import { checkPattern } from '../pattern.ts';
import { checkRole, PRINCIPAL } from '../role.ts';
import { parseSchedule } from '../schedule/expression.ts';
import type { EventsState } from '../state.ts';
import { withTags } from '../tags/tag-set.ts';
import { changeRule } from './change-rule.ts';
import { keysOfPattern, keysOfRule } from './condition-keys.ts';
import { arnOfRule, arnOfRuleParameter, type Rule, refuseManaged, ruleKey, rulesOf } from './rule.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
export const MOST_RULES = 300;
const LONGEST_PATTERN = 2048;
const MANAGEMENT_EVENTS = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

/** @throws AwsError `ValidationException`, `InvalidEventPatternException`, `LimitExceededException` */
function check({ Name, EventPattern, ScheduleExpression, State }: PutRuleCommandInput, bus: Bus): void {
  if (!EventPattern && !ScheduleExpression) {
    throw invalid('Parameter(s) EventPattern or ScheduleExpression must be specified.');
  }
  if (ScheduleExpression) {
    if (bus.name !== DEFAULT_BUS) throw invalid('ScheduleExpression is supported only on the default event bus.');
    if (!parseSchedule(ScheduleExpression)) throw invalid('Parameter ScheduleExpression is not valid.');
    if (State === MANAGEMENT_EVENTS) {
      throw invalid(`${MANAGEMENT_EVENTS} rule state is not supported with scheduled rule expressions.`);
    }
  }
  if (EventPattern) {
    checkPattern(EventPattern);
    if (EventPattern.length > LONGEST_PATTERN) {
      throw limitExceeded(`Parameter EventPattern for rule ${Name} exceeds limit of ${LONGEST_PATTERN}.`);
    }
  }
}

function refuseTooMany(state: EventsState, bus: Bus): void {
  if (rulesOf(state, bus, bus.name).length >= MOST_RULES) throw limitExceeded();
}

/** Replaces everything but targets and tags: what is left out is reset. */
export const putRule: EventsOperation<PutRuleCommandInput, PutRuleCommandOutput> = {
  tagAction: 'events:TagResource',
  permissions({ Name, EventBusName, EventPattern, RoleArn }, context, state) {
    const resource = arnOfRuleParameter(Name, EventBusName, context);
    const keys = { ...keysOfRule(state, Name, EventBusName, context), ...keysOfPattern(EventPattern) };
    return [{ action: 'events:PutRule', resource, keys }, ...passRole(RoleArn, PRINCIPAL, resource)];
  },
  async handle(state, input, context) {
    check(input, requireBus(state, input.EventBusName, context));
    await checkRole(state, input.RoleArn);
    const bus = requireBus(state, input.EventBusName, context);
    const name = input.Name ?? '';
    const before = state.rules.get(ruleKey(bus, bus.name, name));
    refuseManaged(before);
    if (!before) refuseTooMany(state, bus);
    const rule: Rule = {
      accountId: bus.accountId,
      region: bus.region,
      bus: bus.name,
      name,
      pattern: input.EventPattern || undefined,
      schedule: input.ScheduleExpression || undefined,
      state: input.State ?? 'ENABLED',
      description: input.Description,
      roleArn: input.RoleArn,
      managedBy: undefined,
      createdBy: before?.createdBy ?? context.accountId,
      tags: before ? before.tags : withTags({}, input.Tags),
      targets: before?.targets ?? [],
      created: before?.created ?? context.now,
      scheduledFrom: context.now,
      archive: undefined,
    };
    changeRule(state, rule);
    return { RuleArn: arnOfRule(rule) };
  },
};
