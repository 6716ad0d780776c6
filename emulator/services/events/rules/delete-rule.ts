import type { DeleteRuleCommandInput, DeleteRuleCommandOutput } from '@aws-sdk/client-eventbridge';
import { requireBus } from '../buses/bus.ts';
import { invalid } from '../errors.ts';
import type { EventsOperation } from '../operation.ts';
import { dropRule } from './change-rule.ts';
import { keysOfRule } from './condition-keys.ts';
import { arnOfRuleParameter, refuseManagedUnforced, ruleKey } from './rule.ts';

/** A rule that does not exist is deleted without complaint; its bus must exist. */
export const deleteRule: EventsOperation<DeleteRuleCommandInput, DeleteRuleCommandOutput> = {
  resource: ({ Name, EventBusName }, context) => arnOfRuleParameter(Name, EventBusName, context),
  conditionKeys: ({ Name, EventBusName }, context, state) => keysOfRule(state, Name, EventBusName, context),
  handle(state, { Name = '', EventBusName, Force = false }, context) {
    const bus = requireBus(state, EventBusName, context);
    const rule = state.rules.get(ruleKey(bus, bus.name, Name));
    if (!rule) return {};
    refuseManagedUnforced(rule, Force);
    if (rule.targets.length > 0) throw invalid("Rule can't be deleted since it has targets.");
    dropRule(state, rule);
    return {};
  },
};
