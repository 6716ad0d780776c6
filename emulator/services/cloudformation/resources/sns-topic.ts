import { isScalar, type Json, type JsonObject } from '../template/json.ts';
import { changeTags } from './change-tags.ts';
import { alreadyExists, type Provider, type ProviderContext, type Tags, unless } from './provider.ts';

interface Subscription {
  readonly Endpoint: string;
  readonly Protocol: string;
}

interface Properties extends JsonObject {
  readonly TopicName?: string;
  readonly FifoTopic?: boolean;
  readonly Subscription?: readonly (Subscription & JsonObject)[];
  readonly Tags?: Tags;
}

const ATTRIBUTES = [
  'ArchivePolicy',
  'ContentBasedDeduplication',
  'DisplayName',
  'FifoThroughputScope',
  'KmsMasterKeyId',
  'MaximumMessageSize',
  'SignatureVersion',
  'TracingConfig',
];
const text = (value: Json | undefined): string =>
  value === undefined ? '' : isScalar(value) ? String(value) : JSON.stringify(value);

const attributesOf = (properties: Properties): Record<string, string> => ({
  ...(properties.FifoTopic ? { FifoTopic: 'true' } : {}),
  ...Object.fromEntries(
    ATTRIBUTES.filter((name) => properties[name] !== undefined).map((name) => [name, text(properties[name])]),
  ),
});

const keyOf = ({ Endpoint, Protocol }: Subscription): string => `${Protocol} ${Endpoint}`;

/** Subscribes what a topic's own list gains, and unsubscribes what it loses. */
async function subscribe(
  TopicArn: string,
  before: readonly Subscription[],
  after: readonly Subscription[],
  { call }: ProviderContext,
) {
  const had = new Set(before.map(keyOf));
  const has = new Set(after.map(keyOf));
  for (const each of after)
    if (!had.has(keyOf(each)))
      await call('sns', 'Subscribe', {
        TopicArn,
        Protocol: each.Protocol,
        Endpoint: each.Endpoint,
        ReturnSubscriptionArn: true,
      });
  if (before.every((each) => has.has(keyOf(each)))) return;
  const { Subscriptions } = await call<{ Subscriptions: (Subscription & { SubscriptionArn: string })[] }>(
    'sns',
    'ListSubscriptionsByTopic',
    { TopicArn },
  );
  for (const each of Subscriptions)
    if (had.has(keyOf(each)) && !has.has(keyOf(each)))
      await call('sns', 'Unsubscribe', { SubscriptionArn: each.SubscriptionArn });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html */
export const snsTopic: Provider<Properties> = {
  nameProperty: 'TopicName',
  handles: ['FifoTopic', 'Subscription', 'Tags', 'TopicName', ...ATTRIBUTES],
  async create(properties, context) {
    const { call, stack } = context;
    const ending = properties.FifoTopic ? '.fifo' : '';
    const Name = properties.TopicName ?? context.generatedName({ longest: 256, ending });
    const arn = `arn:aws:sns:${stack.region}:${stack.accountId}:${Name}`;
    // CreateTopic itself would take a topic with the same attributes for its own.
    const known = await unless(['NotFoundException'], () => call('sns', 'GetTopicAttributes', { TopicArn: arn }));
    if (known) throw alreadyExists(context.type, arn);
    const { TopicArn } = await call<{ TopicArn: string }>('sns', 'CreateTopic', {
      Name,
      Attributes: attributesOf(properties),
      ...(properties.Tags ? { Tags: properties.Tags } : {}),
    });
    const attributes = { TopicArn, TopicName: Name };
    context.begun(TopicArn, attributes);
    await subscribe(TopicArn, [], properties.Subscription ?? [], context);
    return { physicalId: TopicArn, attributes };
  },
  async update(properties, { physicalId: TopicArn, properties: before, attributes }, context) {
    for (const AttributeName of ATTRIBUTES) {
      const AttributeValue = text(properties[AttributeName]);
      if (AttributeValue !== text(before[AttributeName]))
        await context.call('sns', 'SetTopicAttributes', { TopicArn, AttributeName, AttributeValue });
    }
    await subscribe(TopicArn, before.Subscription ?? [], properties.Subscription ?? [], context);
    await changeTags('sns', TopicArn, before.Tags, properties.Tags, context);
    return { physicalId: TopicArn, attributes };
  },
  async delete({ physicalId: TopicArn, properties }, context) {
    await subscribe(TopicArn, properties.Subscription ?? [], [], context);
    await context.call('sns', 'DeleteTopic', { TopicArn });
  },
};
