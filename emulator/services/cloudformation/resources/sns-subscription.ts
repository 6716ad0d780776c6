import { isScalar, type Json, type JsonObject } from '../template/json.ts';
import { defined, type Provider } from './provider.ts';

interface Properties extends JsonObject {
  readonly TopicArn: string;
  readonly Protocol: string;
  readonly Endpoint?: string;
}

const ATTRIBUTES = [
  'DeliveryPolicy',
  'FilterPolicyScope',
  'FilterPolicy',
  'RawMessageDelivery',
  'RedrivePolicy',
  'ReplayPolicy',
  'SubscriptionRoleArn',
];
const text = (value: Json): string => (isScalar(value) ? String(value) : JSON.stringify(value));

/** What stands for "no longer said". */
const DEFAULTS: Readonly<Record<string, string>> = {
  FilterPolicy: '{}',
  FilterPolicyScope: 'MessageAttributes',
  RawMessageDelivery: 'false',
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html */
export const snsSubscription: Provider<Properties> = {
  handles: ['Endpoint', 'Protocol', 'Region', 'TopicArn', ...ATTRIBUTES],
  async create(properties, { call }) {
    const { TopicArn, Protocol, Endpoint } = properties;
    const Attributes = Object.fromEntries(
      ATTRIBUTES.flatMap((name) => (properties[name] === undefined ? [] : [[name, text(properties[name])]])),
    );
    const input = defined({ TopicArn, Protocol, Endpoint, Attributes, ReturnSubscriptionArn: true });
    const { SubscriptionArn } = await call<{ SubscriptionArn: string }>('sns', 'Subscribe', input);
    return { physicalId: SubscriptionArn, attributes: { Arn: SubscriptionArn } };
  },
  async update(properties, { physicalId: SubscriptionArn, properties: before, attributes }, { call }) {
    for (const AttributeName of ATTRIBUTES) {
      const [old, wanted] = [before[AttributeName], properties[AttributeName]];
      if (JSON.stringify(old) === JSON.stringify(wanted)) continue;
      const AttributeValue = wanted === undefined ? (DEFAULTS[AttributeName] ?? '') : text(wanted);
      await call('sns', 'SetSubscriptionAttributes', { SubscriptionArn, AttributeName, AttributeValue });
    }
    return { physicalId: SubscriptionArn, attributes };
  },
  async delete({ physicalId: SubscriptionArn }, { call }) {
    await call('sns', 'Unsubscribe', { SubscriptionArn });
  },
};
