import type { EndpointEventBus, RoutingConfig } from '@aws-sdk/client-eventbridge';
import type { Place } from '../../../core/arn.ts';
import { type EventsArn, parseEventsArn } from '../arns.ts';
import { findBus } from '../buses/bus.ts';
import { doesNotExist, invalid, invalidParameter } from '../errors.ts';
import type { EventsState } from '../state.ts';

export interface EndpointParts {
  readonly routing: RoutingConfig;
  readonly replicated: boolean;
  readonly buses: readonly EndpointEventBus[];
  readonly roleArn: string | undefined;
}

const isOther = (bus: EventsArn, home: Place, routing: RoutingConfig): boolean =>
  bus.region !== home.region && bus.region === routing.FailoverConfig?.Secondary?.Route;

/**
 * Two buses of the same name and account: one at home, the other in the region to fail over to.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-global-endpoints.html
 * @throws AwsError `ValidationException`, `ResourceNotFoundException`
 */
export function checkEndpoint(
  state: EventsState,
  { routing, replicated, buses, roleArn }: EndpointParts,
  home: Place,
): void {
  const arns = buses.flatMap(({ EventBusArn = '' }) => parseEventsArn(EventBusArn) ?? []);
  const [first, second] = arns;
  if (!first || !second || first.name !== second.name) {
    throw invalidParameter('EventBuses', 'Event bus names must match in the primary and secondary regions.');
  }
  if (arns.some(({ accountId }) => accountId !== home.accountId)) {
    throw invalidParameter('EventBuses', 'Event buses must be in the account of the endpoint.');
  }
  const atHome = arns.find(({ region }) => region === home.region);
  if (!atHome || !arns.some((arn) => isOther(arn, home, routing))) {
    throw invalidParameter('EventBuses', 'An event bus must be provided in both the primary and secondary regions.');
  }
  for (const arn of arns) if (!findBus(state, arn, arn.name)) throw doesNotExist('Event bus', arn.name);
  if (replicated && roleArn === undefined) {
    throw invalid('When replication is enabled, role cannot be empty.');
  }
}
