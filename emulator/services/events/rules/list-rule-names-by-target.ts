import type {
  ListRuleNamesByTargetCommandInput,
  ListRuleNamesByTargetCommandOutput,
} from '@aws-sdk/client-eventbridge';
import { arnOfBusParameter, requireBus } from '../buses/bus.ts';
import type { EventsOperation } from '../operation.ts';
import { pageOf } from '../paging.ts';
import { ruleKey } from './rule.ts';

export const listRuleNamesByTarget: EventsOperation<
  ListRuleNamesByTargetCommandInput,
  ListRuleNamesByTargetCommandOutput
> = {
  resource: ({ EventBusName }, context) => arnOfBusParameter(EventBusName, context),
  handle(state, input, context) {
    const bus = requireBus(state, input.EventBusName, context);
    const entries = state.rules
      .entries(ruleKey(bus, bus.name, ''))
      .filter(([, rule]) => rule.targets.some(({ Arn }) => Arn === input.TargetArn));
    const { items, next } = pageOf(entries, input);
    return { RuleNames: items.map(({ name }) => name), ...next };
  },
};
