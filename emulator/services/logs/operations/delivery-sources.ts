import type {
  DeleteDeliverySourceCommandInput,
  DescribeDeliverySourcesCommandInput,
  GetDeliverySourceCommandInput,
  PutDeliverySourceCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { formatArn, type Place, parseArn, placeKey } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { pageOf } from '../page.ts';
import type { DeliverySource, LogsState } from '../state.ts';
import { withTags } from '../tags.ts';

/**
 * What services give, by the service in the resource's ARN.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutDeliverySource.html
 */
const LOG_TYPES: Readonly<Record<string, readonly string[]>> = {
  events: ['ERROR_LOGS', 'INFO_LOGS', 'TRACE_LOGS'],
};

export const sourceKey = (place: Place, name: string): string => placeKey(place, name);
export const sourceArn = (place: Place, name: string): string => formatArn('logs', place, `delivery-source:${name}`);

const shown = (source: DeliverySource) => ({
  name: source.name,
  arn: sourceArn(source, source.name),
  resourceArns: [source.resourceArn],
  service: parseArn(source.resourceArn)?.service ?? '',
  logType: source.logType,
  status: 'ACTIVE' as const,
  ...(Object.keys(source.tags).length > 0 ? { tags: source.tags } : {}),
});

/** @throws AwsError `ResourceNotFoundException` */
export function requireSource(state: LogsState, place: Place, name: string): DeliverySource {
  const source = state.sources.get(sourceKey(place, name));
  if (!source) throw new AwsError('ResourceNotFoundException', `Delivery source ${name} does not exist.`);
  return source;
}

export const putDeliverySource: Operation<LogsState, PutDeliverySourceCommandInput, object> = {
  permissions: ({ name = '', resourceArn = '' }, context) => [
    { action: 'logs:PutDeliverySource', resource: sourceArn(context, name) },
    { action: `${parseArn(resourceArn)?.service}:AllowVendedLogDeliveryForResource`, resource: resourceArn },
  ],
  handle(state, { name = '', resourceArn = '', logType = '', tags = {} }, { accountId, region }) {
    const place = { accountId, region };
    const types = LOG_TYPES[parseArn(resourceArn)?.service ?? ''];
    if (!types) throw new AwsError('ValidationException', `Resource ${resourceArn} gives no logs on this endpoint.`);
    if (!types.includes(logType)) {
      throw new AwsError(
        'ValidationException',
        `Log type ${logType} is not valid for the resource; use one of ${types.join(', ')}.`,
      );
    }
    const before = state.sources.get(sourceKey(place, name));
    if (before && (before.resourceArn !== resourceArn || before.logType !== logType)) {
      throw new AwsError('ConflictException', `Delivery source ${name} exists with another resource or log type.`);
    }
    const same = state.sources
      .values(placeKey(place, ''))
      .find((source) => source.resourceArn === resourceArn && source.logType === logType && source.name !== name);
    if (same)
      throw new AwsError('ConflictException', `Delivery source ${same.name} exists for the resource and log type.`);
    const source = { ...place, name, resourceArn, logType, tags: withTags(tags, before?.tags) };
    state.sources.put(sourceKey(place, name), source);
    return { deliverySource: shown(source) };
  },
};

export const getDeliverySource: Operation<LogsState, GetDeliverySourceCommandInput, object> = {
  resource: ({ name = '' }, context) => sourceArn(context, name),
  handle: (state, { name = '' }, context) => ({ deliverySource: shown(requireSource(state, context, name)) }),
};

export const describeDeliverySources: Operation<LogsState, DescribeDeliverySourcesCommandInput, object> = {
  handle(state, input, context) {
    const { items, next } = pageOf(state.sources.values(placeKey(context, '')), input);
    return { deliverySources: items.map(shown), ...next };
  },
};

export const deleteDeliverySource: Operation<LogsState, DeleteDeliverySourceCommandInput, object> = {
  resource: ({ name = '' }, context) => sourceArn(context, name),
  handle(state, { name = '' }, context) {
    requireSource(state, context, name);
    if (state.deliveries.values(placeKey(context, '')).some(({ source }) => source === name)) {
      throw new AwsError('ConflictException', `Delivery source ${name} still has deliveries.`);
    }
    state.sources.delete(sourceKey(context, name));
    return {};
  },
};
