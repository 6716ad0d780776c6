import type {
  CreateDeliveryCommandInput,
  DeleteDeliveryCommandInput,
  DescribeDeliveriesCommandInput,
  GetDeliveryCommandInput,
  UpdateDeliveryConfigurationCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { formatArn, type Place, placeKey } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { allowDelivery } from '../allow-delivery.ts';
import { pageOf } from '../page.ts';
import type { Delivery, DeliveryDestination, LogsState } from '../state.ts';
import { withTags } from '../tags.ts';
import { destinationArn } from './delivery-destinations.ts';
import { requireSource, sourceArn } from './delivery-sources.ts';

const deliveryArn = (place: Place, id: string): string => formatArn('logs', place, `delivery:${id}`);

const shown = (delivery: Delivery) => ({
  id: delivery.id,
  arn: deliveryArn(delivery, delivery.id),
  deliverySourceName: delivery.source,
  deliveryDestinationArn: delivery.destinationArn,
  deliveryDestinationType: 'CWL' as const,
  ...(delivery.recordFields === undefined ? {} : { recordFields: [...delivery.recordFields] }),
  ...(delivery.fieldDelimiter === undefined ? {} : { fieldDelimiter: delivery.fieldDelimiter }),
  ...(Object.keys(delivery.tags).length > 0 ? { tags: delivery.tags } : {}),
});

/** @throws AwsError `ResourceNotFoundException` */
function requireDelivery(state: LogsState, place: Place, id: string): Delivery {
  const delivery = state.deliveries.get(placeKey(place, id));
  if (!delivery) throw new AwsError('ResourceNotFoundException', `Delivery ${id} does not exist.`);
  return delivery;
}

export const destinationByArn = (state: LogsState, arn: string): DeliveryDestination | undefined =>
  state.destinations.values().find((destination) => destinationArn(destination, destination.name) === arn);

/** The fields of a record may be chosen for buckets and streams only; a log group gets all of them. */
function refuseS3(configuration: object | undefined): void {
  if (configuration) throw new AwsError('ValidationException', 's3DeliveryConfiguration is for buckets only.');
}

export const createDelivery: Operation<LogsState, CreateDeliveryCommandInput, object> = {
  permissions: ({ deliverySourceName = '', deliveryDestinationArn = '' }, context) => [
    { action: 'logs:CreateDelivery', resource: sourceArn(context, deliverySourceName) },
    { action: 'logs:CreateDelivery', resource: deliveryDestinationArn },
  ],
  async handle(state, input, context) {
    const { accountId, region } = context;
    const { deliverySourceName: source = '', deliveryDestinationArn = '', tags = {} } = input;
    requireSource(state, context, source);
    const destination = destinationByArn(state, deliveryDestinationArn);
    if (!destination) {
      throw new AwsError('ResourceNotFoundException', `Delivery destination ${deliveryDestinationArn} does not exist.`);
    }
    refuseS3(input.s3DeliveryConfiguration);
    const others = state.deliveries.values(placeKey(context, '')).filter((delivery) => delivery.source === source);
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateDelivery.html: one of each type of destination.
    if (others.length > 0)
      throw new AwsError('ConflictException', `Delivery source ${source} has a delivery of type CWL.`);
    const delivery: Delivery = {
      accountId,
      region,
      id: state.deps.ids.text(16),
      source,
      destinationArn: deliveryDestinationArn,
      recordFields: input.recordFields,
      fieldDelimiter: input.fieldDelimiter,
      tags: withTags(tags),
    };
    state.deliveries.put(placeKey(delivery, delivery.id), delivery);
    await allowDelivery(state, destination, context);
    return { delivery: shown(delivery) };
  },
};

export const getDelivery: Operation<LogsState, GetDeliveryCommandInput, object> = {
  resource: ({ id = '' }, context) => deliveryArn(context, id),
  handle: (state, { id = '' }, context) => ({ delivery: shown(requireDelivery(state, context, id)) }),
};

export const describeDeliveries: Operation<LogsState, DescribeDeliveriesCommandInput, object> = {
  handle(state, input, context) {
    const { deliverySourceNames: names } = input;
    const all = state.deliveries
      .values(placeKey(context, ''))
      .filter(({ source }) => names === undefined || names.includes(source));
    const { items, next } = pageOf(all, input);
    return { deliveries: items.map(shown), ...next };
  },
};

export const updateDeliveryConfiguration: Operation<LogsState, UpdateDeliveryConfigurationCommandInput, object> = {
  resource: ({ id = '' }, context) => deliveryArn(context, id),
  handle(state, { id = '', recordFields, fieldDelimiter, s3DeliveryConfiguration }, context) {
    const delivery = requireDelivery(state, context, id);
    refuseS3(s3DeliveryConfiguration);
    state.deliveries.put(placeKey(delivery, id), {
      ...delivery,
      recordFields: recordFields ?? delivery.recordFields,
      fieldDelimiter: fieldDelimiter ?? delivery.fieldDelimiter,
    });
    return {};
  },
};

export const deleteDelivery: Operation<LogsState, DeleteDeliveryCommandInput, object> = {
  resource: ({ id = '' }, context) => deliveryArn(context, id),
  handle(state, { id = '' }, context) {
    state.deliveries.delete(placeKey(requireDelivery(state, context, id), id));
    return {};
  },
};
