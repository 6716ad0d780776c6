import { isScalar, type Json, type JsonObject } from '../template/json.ts';
import { changeTags } from './change-tags.ts';
import { alreadyExists, type Provider, type ProviderContext, type Tags, tagMap, unless } from './provider.ts';

interface Properties extends JsonObject {
  readonly QueueName?: string;
  readonly FifoQueue?: boolean;
  readonly Tags?: Tags;
}

const attributesOf = ({ QueueName: _name, Tags: _tags, ...rest }: Properties): Record<string, string> =>
  Object.fromEntries(
    Object.entries(rest as Readonly<Record<string, Json>>)
      .filter(([name]) => name !== 'FifoQueue' || rest.FifoQueue)
      .map(([name, value]) => [name, isScalar(value) ? String(value) : JSON.stringify(value)]),
  );

/** What SQS gives a queue whose template does not say otherwise. */
const DEFAULTS: Readonly<Record<string, string>> = {
  ContentBasedDeduplication: 'false',
  DeduplicationScope: 'queue',
  DelaySeconds: '0',
  FifoThroughputLimit: 'perQueue',
  KmsDataKeyReusePeriodSeconds: '300',
  KmsMasterKeyId: '',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
  RedriveAllowPolicy: '',
  RedrivePolicy: '',
  SqsManagedSseEnabled: 'true',
  VisibilityTimeout: '30',
};

async function attributes(QueueUrl: string, { call }: ProviderContext): Promise<JsonObject> {
  const { Attributes } = await call<{ Attributes: { QueueArn: string } }>('sqs', 'GetQueueAttributes', {
    QueueUrl,
    AttributeNames: ['QueueArn'],
  });
  return { Arn: Attributes.QueueArn, QueueName: Attributes.QueueArn.split(':').at(-1) ?? '', QueueUrl };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html */
export const sqsQueue: Provider<Properties> = {
  nameProperty: 'QueueName',
  async create(properties, context) {
    const { call } = context;
    const ending = properties.FifoQueue ? '.fifo' : '';
    const QueueName = properties.QueueName ?? context.generatedName({ longest: 80, ending });
    // CreateQueue itself would take a queue with the same attributes for its own.
    const known = await unless(['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'], () =>
      call<{ QueueUrl: string }>('sqs', 'GetQueueUrl', { QueueName }),
    );
    if (known) throw alreadyExists(context.type, known.QueueUrl);
    const { QueueUrl } = await call<{ QueueUrl: string }>('sqs', 'CreateQueue', {
      QueueName,
      Attributes: attributesOf(properties),
      tags: tagMap(properties.Tags),
    });
    return { physicalId: QueueUrl, attributes: await attributes(QueueUrl, context) };
  },
  async update(properties, { physicalId: QueueUrl, properties: before, attributes: known }, context) {
    const wanted = attributesOf(properties);
    for (const name of Object.keys(attributesOf(before))) wanted[name] ??= DEFAULTS[name] ?? '';
    delete wanted.FifoQueue;
    if (Object.keys(wanted).length > 0)
      await context.call('sqs', 'SetQueueAttributes', { QueueUrl, Attributes: wanted });
    await changeTags('sqs', QueueUrl, before.Tags, properties.Tags, context);
    return { physicalId: QueueUrl, attributes: known };
  },
  async delete({ physicalId: QueueUrl }, { call }) {
    await unless(['QueueDoesNotExist'], () => call('sqs', 'DeleteQueue', { QueueUrl }));
  },
};
