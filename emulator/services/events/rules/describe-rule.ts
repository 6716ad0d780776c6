import type { DescribeRuleCommandInput, DescribeRuleCommandOutput } from '@aws-sdk/client-eventbridge';
import { requireBus } from '../buses/bus.ts';
import type { EventsOperation } from '../operation.ts';
import { present } from '../present.ts';
import { keysOfRule } from './condition-keys.ts';
import { arnOfRuleParameter, requireRule } from './rule.ts';
import { ruleSummary } from './rule-summary.ts';

export const describeRule: EventsOperation<DescribeRuleCommandInput, DescribeRuleCommandOutput> = {
  resource: ({ Name, EventBusName }, context) => arnOfRuleParameter(Name, EventBusName, context),
  conditionKeys: ({ Name, EventBusName }, context, state) => keysOfRule(state, Name, EventBusName, context),
  handle(state, { Name = '', EventBusName }, context) {
    const rule = requireRule(state, requireBus(state, EventBusName, context), Name);
    return present({ ...ruleSummary(rule), CreatedBy: rule.createdBy });
  },
};
