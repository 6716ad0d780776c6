import type { ListTargetsByRuleCommandInput, ListTargetsByRuleCommandOutput } from '@aws-sdk/client-eventbridge';
import { requireBus } from '../buses/bus.ts';
import type { EventsOperation } from '../operation.ts';
import { pageOf } from '../paging.ts';
import { keysOfRule } from '../rules/condition-keys.ts';
import { arnOfRuleParameter, requireRule } from '../rules/rule.ts';

export const listTargetsByRule: EventsOperation<ListTargetsByRuleCommandInput, ListTargetsByRuleCommandOutput> = {
  resource: ({ Rule, EventBusName }, context) => arnOfRuleParameter(Rule, EventBusName, context),
  conditionKeys: ({ Rule, EventBusName }, context, state) => keysOfRule(state, Rule, EventBusName, context),
  handle(state, input, context) {
    const rule = requireRule(state, requireBus(state, input.EventBusName, context), input.Rule ?? '');
    const entries = rule.targets
      .map((target): [string, typeof target] => [target.Id ?? '', target])
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const { items, next } = pageOf(entries, input);
    return { Targets: items, ...next };
  },
};
