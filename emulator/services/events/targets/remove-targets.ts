import type { RemoveTargetsCommandInput, RemoveTargetsCommandOutput } from '@aws-sdk/client-eventbridge';
import { requireBus } from '../buses/bus.ts';
import type { EventsOperation } from '../operation.ts';
import { changeRule } from '../rules/change-rule.ts';
import { keysOfRule } from '../rules/condition-keys.ts';
import { arnOfRuleParameter, refuseManagedUnforced, requireRule } from '../rules/rule.ts';

export const removeTargets: EventsOperation<RemoveTargetsCommandInput, RemoveTargetsCommandOutput> = {
  resource: ({ Rule, EventBusName }, context) => arnOfRuleParameter(Rule, EventBusName, context),
  conditionKeys: ({ Rule, EventBusName }, context, state) => keysOfRule(state, Rule, EventBusName, context),
  handle(state, { Rule = '', EventBusName, Ids = [], Force = false }, context) {
    const rule = requireRule(state, requireBus(state, EventBusName, context), Rule);
    refuseManagedUnforced(rule, Force);
    const known = new Set(rule.targets.map(({ Id }) => Id));
    const FailedEntries = Ids.filter((id) => !known.has(id)).map((TargetId) => ({
      TargetId,
      ErrorCode: 'ResourceNotFoundException',
      ErrorMessage: `Rule '${Rule}' does not have a target with the Id '${TargetId}'.`,
    }));
    const targets = rule.targets.filter(({ Id = '' }) => !Ids.includes(Id));
    if (targets.length < rule.targets.length) changeRule(state, { ...rule, targets });
    return { FailedEntryCount: FailedEntries.length, FailedEntries };
  },
};
