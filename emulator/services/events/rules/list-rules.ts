import type { ListRulesCommandInput, ListRulesCommandOutput } from '@aws-sdk/client-eventbridge';
import { arnOfBusParameter, requireBus } from '../buses/bus.ts';
import type { EventsOperation } from '../operation.ts';
import { pageOf } from '../paging.ts';
import { ruleKey } from './rule.ts';
import { ruleSummary } from './rule-summary.ts';

export const listRules: EventsOperation<ListRulesCommandInput, ListRulesCommandOutput> = {
  resource: ({ EventBusName }, context) => arnOfBusParameter(EventBusName, context),
  handle(state, input, context) {
    const bus = requireBus(state, input.EventBusName, context);
    const { items, next } = pageOf(state.rules.entries(ruleKey(bus, bus.name, input.NamePrefix ?? '')), input);
    return { Rules: items.map(ruleSummary), ...next };
  },
};
