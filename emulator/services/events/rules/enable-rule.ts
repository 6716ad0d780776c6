import type {
  DisableRuleCommandInput,
  DisableRuleCommandOutput,
  EnableRuleCommandInput,
  EnableRuleCommandOutput,
} from '@aws-sdk/client-eventbridge';
import { requireBus } from '../buses/bus.ts';
import type { EventsOperation } from '../operation.ts';
import { changeRule } from './change-rule.ts';
import { keysOfRule } from './condition-keys.ts';
import { arnOfRuleParameter, type RuleState, refuseManaged, requireRule } from './rule.ts';

const setState = (
  to: RuleState,
): EventsOperation<
  EnableRuleCommandInput | DisableRuleCommandInput,
  EnableRuleCommandOutput | DisableRuleCommandOutput
> => ({
  resource: ({ Name, EventBusName }, context) => arnOfRuleParameter(Name, EventBusName, context),
  conditionKeys: ({ Name, EventBusName }, context, state) => keysOfRule(state, Name, EventBusName, context),
  handle(state, { Name = '', EventBusName }, context) {
    const rule = requireRule(state, requireBus(state, EventBusName, context), Name);
    refuseManaged(rule);
    changeRule(state, { ...rule, state: to, scheduledFrom: context.now });
    return {};
  },
});

export const enableRule = setState('ENABLED');
export const disableRule = setState('DISABLED');
