import type { EventsState } from '../state.ts';
import type { Destination } from './destination.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html */
export type DeliveryMetric =
  | 'FailedInvocations'
  | 'Invocations'
  | 'InvocationsFailedToBeSentToDlq'
  | 'InvocationsSentToDlq'
  | 'RetryInvocationAttempts'
  | 'SuccessfulInvocationAttempts';

/** Rules of the default bus bear their name alone, others that of their bus as well. */
export function countDeliveries({ deps }: EventsState, { rule }: Destination, name: DeliveryMetric, count = 1): void {
  const { accountId, region, bus } = rule;
  deps.metrics.count({
    accountId,
    region,
    namespace: 'AWS/Events',
    name,
    dimensions: bus === 'default' ? { RuleName: rule.name } : { EventBusName: bus, RuleName: rule.name },
    value: 1,
    count,
    unit: 'Count',
  });
}
