import type {
  DeleteDeliveryDestinationCommandInput,
  DeleteDeliveryDestinationPolicyCommandInput,
  DescribeDeliveryDestinationsCommandInput,
  GetDeliveryDestinationCommandInput,
  GetDeliveryDestinationPolicyCommandInput,
  PutDeliveryDestinationCommandInput,
  PutDeliveryDestinationPolicyCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { formatArn, type Place, parseArn, placeKey } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { PolicyError, parsePolicy } from '../../../iam/policy.ts';
import { pageOf } from '../page.ts';
import { type DeliveryDestination, groupOf, type LogsState } from '../state.ts';
import { withTags } from '../tags.ts';

const refuse = (message: string): AwsError => new AwsError('ValidationException', message);

export const destinationKey = (place: Place, name: string): string => placeKey(place, name);
export const destinationArn = (place: Place, name: string): string =>
  formatArn('logs', place, `delivery-destination:${name}`);

const shown = (destination: DeliveryDestination) => ({
  name: destination.name,
  arn: destinationArn(destination, destination.name),
  deliveryDestinationType: 'CWL' as const,
  outputFormat: destination.outputFormat as 'json',
  deliveryDestinationConfiguration: { destinationResourceArn: destination.resourceArn },
  ...(Object.keys(destination.tags).length > 0 ? { tags: destination.tags } : {}),
});

/** @throws AwsError `ResourceNotFoundException` */
function requireDestination(state: LogsState, place: Place, name: string): DeliveryDestination {
  const destination = state.destinations.get(destinationKey(place, name));
  if (!destination) throw new AwsError('ResourceNotFoundException', `Delivery destination ${name} does not exist.`);
  return destination;
}

/** @throws AwsError `ValidationException` for buckets, Firehose and X-Ray, which get no logs on this endpoint */
function checkResource(state: LogsState, resourceArn: string, place: Place): void {
  const arn = parseArn(resourceArn);
  if (arn?.service !== 'logs' || !arn.resource.startsWith('log-group:')) {
    throw refuse(`Logs can be delivered to a log group only on this endpoint, not to ${resourceArn}.`);
  }
  if (arn.accountId !== place.accountId || arn.region !== place.region) {
    throw refuse('The log group must be in the account and region of the delivery destination.');
  }
  groupOf(state, resourceArn, place);
}

export const putDeliveryDestination: Operation<LogsState, PutDeliveryDestinationCommandInput, object> = {
  resource: ({ name = '' }, context) => destinationArn(context, name),
  handle(state, input, { accountId, region }) {
    const { name = '', outputFormat = 'json', tags = {}, deliveryDestinationType = 'CWL' } = input;
    const place = { accountId, region };
    const resourceArn = input.deliveryDestinationConfiguration?.destinationResourceArn;
    if (resourceArn === undefined) throw refuse('deliveryDestinationConfiguration must be specified.');
    if (deliveryDestinationType !== 'CWL') throw refuse('The type of a log group is CWL.');
    if (outputFormat === 'w3c' || outputFormat === 'parquet')
      throw refuse(`Log groups do not take the format ${outputFormat}.`);
    checkResource(state, resourceArn, place);
    const before = state.destinations.get(destinationKey(place, name));
    const made = {
      ...place,
      name,
      outputFormat,
      resourceArn,
      policy: before?.policy,
      tags: withTags(tags, before?.tags),
    };
    state.destinations.put(destinationKey(place, name), made);
    return { deliveryDestination: shown(made) };
  },
};

export const getDeliveryDestination: Operation<LogsState, GetDeliveryDestinationCommandInput, object> = {
  resource: ({ name = '' }, context) => destinationArn(context, name),
  handle: (state, { name = '' }, context) => ({ deliveryDestination: shown(requireDestination(state, context, name)) }),
};

export const describeDeliveryDestinations: Operation<LogsState, DescribeDeliveryDestinationsCommandInput, object> = {
  handle(state, input, context) {
    const { items, next } = pageOf(state.destinations.values(placeKey(context, '')), input);
    return { deliveryDestinations: items.map(shown), ...next };
  },
};

export const deleteDeliveryDestination: Operation<LogsState, DeleteDeliveryDestinationCommandInput, object> = {
  resource: ({ name = '' }, context) => destinationArn(context, name),
  handle(state, { name = '' }, context) {
    const arn = destinationArn(requireDestination(state, context, name), name);
    if (state.deliveries.values().some((delivery) => delivery.destinationArn === arn)) {
      throw new AwsError('ConflictException', `Delivery destination ${name} still has deliveries.`);
    }
    state.destinations.delete(destinationKey(context, name));
    return {};
  },
};

export const putDeliveryDestinationPolicy: Operation<LogsState, PutDeliveryDestinationPolicyCommandInput, object> = {
  resource: ({ deliveryDestinationName = '' }, context) => destinationArn(context, deliveryDestinationName),
  handle(state, { deliveryDestinationName: name = '', deliveryDestinationPolicy = '' }, context) {
    const destination = requireDestination(state, context, name);
    try {
      parsePolicy(deliveryDestinationPolicy, 'resource');
    } catch (cause) {
      if (cause instanceof PolicyError) throw refuse(`Invalid policy: ${cause.message}`);
      throw cause;
    }
    state.destinations.put(destinationKey(context, name), { ...destination, policy: deliveryDestinationPolicy });
    return { policy: { deliveryDestinationPolicy } };
  },
};

export const getDeliveryDestinationPolicy: Operation<LogsState, GetDeliveryDestinationPolicyCommandInput, object> = {
  resource: ({ deliveryDestinationName = '' }, context) => destinationArn(context, deliveryDestinationName),
  handle(state, { deliveryDestinationName: name = '' }, context) {
    const { policy } = requireDestination(state, context, name);
    return { policy: policy === undefined ? {} : { deliveryDestinationPolicy: policy } };
  },
};

export const deleteDeliveryDestinationPolicy: Operation<
  LogsState,
  DeleteDeliveryDestinationPolicyCommandInput,
  object
> = {
  resource: ({ deliveryDestinationName = '' }, context) => destinationArn(context, deliveryDestinationName),
  handle(state, { deliveryDestinationName: name = '' }, context) {
    const destination = requireDestination(state, context, name);
    if (destination.policy === undefined) {
      throw new AwsError('ResourceNotFoundException', `Delivery destination ${name} has no policy.`);
    }
    state.destinations.put(destinationKey(context, name), { ...destination, policy: undefined });
    return {};
  },
};
