import type { JsonObject } from '../template/json.ts';
import { changeTags } from './change-tags.ts';
import {
  type Document,
  defined,
  documentText,
  type Provider,
  type ProviderContext,
  type Tags,
  tagMap,
} from './provider.ts';

const tagsOf = (tags: Tags | undefined): Record<string, string> | undefined =>
  tags?.length ? tagMap(tags) : undefined;

interface Source extends JsonObject {
  readonly Name: string;
  readonly LogType?: string;
  readonly ResourceArn?: string;
  readonly Tags?: Tags;
}

async function putSource({ Name, LogType, ResourceArn, Tags }: Source, { call }: ProviderContext) {
  const { deliverySource: made } = await call<{ deliverySource: { arn: string; service?: string } }>(
    'logs',
    'PutDeliverySource',
    defined({ name: Name, logType: LogType, resourceArn: ResourceArn, tags: tagsOf(Tags) }),
  );
  return {
    physicalId: Name,
    attributes: {
      Arn: made.arn,
      ResourceArns: ResourceArn === undefined ? [] : [ResourceArn],
      Service: made.service ?? '',
    },
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-deliverysource.html */
export const logsDeliverySource: Provider<Source> = {
  nameProperty: 'Name',
  handles: ['LogType', 'Name', 'ResourceArn', 'Tags'],
  create: putSource,
  async update(properties, { attributes, properties: before }, context) {
    await changeTags('logs', attributes.Arn, before.Tags, properties.Tags, context);
    return putSource({ ...properties, Tags: [] }, context);
  },
  async delete({ physicalId: name }, { call }) {
    await call('logs', 'DeleteDeliverySource', { name });
  },
};

interface Destination extends JsonObject {
  readonly Name: string;
  readonly DestinationResourceArn?: string;
  readonly DeliveryDestinationType?: string;
  readonly OutputFormat?: string;
  readonly DeliveryDestinationPolicy?: JsonObject & { readonly DeliveryDestinationPolicy: Document };
  readonly Tags?: Tags;
}

async function putDestination(properties: Destination, { call, begun }: ProviderContext) {
  const { Name: name, DestinationResourceArn: arn, DeliveryDestinationPolicy: policy } = properties;
  const { deliveryDestination: made } = await call<{
    deliveryDestination: { arn: string; deliveryDestinationType?: string };
  }>(
    'logs',
    'PutDeliveryDestination',
    defined({
      name,
      outputFormat: properties.OutputFormat,
      deliveryDestinationType: properties.DeliveryDestinationType,
      deliveryDestinationConfiguration: arn === undefined ? undefined : { destinationResourceArn: arn },
      tags: tagsOf(properties.Tags),
    }),
  );
  const attributes = { Arn: made.arn, DeliveryDestinationType: made.deliveryDestinationType ?? '' };
  if (policy) {
    begun(name, attributes);
    await call('logs', 'PutDeliveryDestinationPolicy', {
      deliveryDestinationName: name,
      deliveryDestinationPolicy: documentText(policy.DeliveryDestinationPolicy),
    });
  }
  return { physicalId: name, attributes };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-deliverydestination.html */
export const logsDeliveryDestination: Provider<Destination> = {
  nameProperty: 'Name',
  create: putDestination,
  async update(properties, { attributes, properties: before }, context) {
    await changeTags('logs', attributes.Arn, before.Tags, properties.Tags, context);
    return putDestination({ ...properties, Tags: [] }, context);
  },
  async delete({ physicalId: name }, { call }) {
    await call('logs', 'DeleteDeliveryDestination', { name });
  },
};

interface Delivery extends JsonObject {
  readonly DeliverySourceName: string;
  readonly DeliveryDestinationArn: string;
  readonly RecordFields?: readonly string[];
  readonly FieldDelimiter?: string;
  readonly S3SuffixPath?: string;
  readonly S3EnableHiveCompatiblePath?: boolean;
  readonly Tags?: Tags;
}

const settings = ({ RecordFields, FieldDelimiter, S3SuffixPath, S3EnableHiveCompatiblePath }: Delivery) => ({
  recordFields: RecordFields,
  fieldDelimiter: FieldDelimiter,
  s3DeliveryConfiguration:
    S3SuffixPath === undefined && S3EnableHiveCompatiblePath === undefined
      ? undefined
      : defined({ suffixPath: S3SuffixPath, enableHiveCompatiblePath: S3EnableHiveCompatiblePath }),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-delivery.html */
export const logsDelivery: Provider<Delivery> = {
  async create(properties, { call }) {
    const { delivery: made } = await call<{ delivery: { id: string; arn: string; deliveryDestinationType?: string } }>(
      'logs',
      'CreateDelivery',
      defined({
        deliverySourceName: properties.DeliverySourceName,
        deliveryDestinationArn: properties.DeliveryDestinationArn,
        tags: tagsOf(properties.Tags),
        ...settings(properties),
      }),
    );
    const attributes = {
      Arn: made.arn,
      DeliveryId: made.id,
      DeliveryDestinationType: made.deliveryDestinationType ?? '',
    };
    return { physicalId: made.id, attributes };
  },
  async update(properties, { physicalId: id, properties: before, attributes }, context) {
    const changed = JSON.stringify(settings(properties)) !== JSON.stringify(settings(before));
    if (changed) await context.call('logs', 'UpdateDeliveryConfiguration', defined({ id, ...settings(properties) }));
    await changeTags('logs', attributes.Arn, before.Tags, properties.Tags, context);
    return { physicalId: id, attributes };
  },
  async delete({ physicalId: id }, { call }) {
    await call('logs', 'DeleteDelivery', { id });
  },
};
