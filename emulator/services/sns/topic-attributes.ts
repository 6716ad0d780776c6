import { defaultTopicPolicy } from '../../iam/default-topic-policy.ts';
import { PolicyError, parsePolicy } from '../../iam/policy.ts';
import { invalid } from './errors.ts';
import { type Topic, topicArn } from './topic.ts';

type Check = (name: string, value: string) => void;

const oneOf =
  (...allowed: string[]): Check =>
  (name, value) => {
    if (!allowed.includes(value)) throw invalid(`Attributes Reason: ${name}: Invalid value [${value}]`);
  };

const policy: Check = (_name, value) => {
  try {
    parsePolicy(value, 'resource');
  } catch (cause) {
    throw cause instanceof PolicyError ? invalid('Policy Error: null') : cause;
  }
};

const json: Check = (name, value) => {
  try {
    JSON.parse(value);
  } catch {
    throw invalid(`Attributes Reason: ${name}: failed to parse JSON.`);
  }
};

const displayName: Check = (_name, value) => {
  if (value.length > 100) throw invalid('DisplayName Reason: must be at most 100 characters long');
};

/** What may be set of a topic. https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
const RULES: Readonly<Record<string, { readonly check: Check; readonly fifoOnly?: boolean }>> = {
  ContentBasedDeduplication: { check: oneOf('true', 'false'), fifoOnly: true },
  DeliveryPolicy: { check: json },
  DisplayName: { check: displayName },
  FifoThroughputScope: { check: oneOf('Topic', 'MessageGroup'), fifoOnly: true },
  FifoTopic: { check: oneOf('true', 'false') },
  KmsMasterKeyId: { check: () => {} },
  Policy: { check: policy },
  SignatureVersion: { check: oneOf('1', '2') },
  TracingConfig: { check: oneOf('PassThrough', 'Active') },
};

/** @throws AwsError `InvalidParameterException` */
export function checkTopicAttribute(name: string, value: string, fifo: boolean): void {
  const rule = Object.hasOwn(RULES, name) ? RULES[name] : undefined;
  if (!rule) throw invalid('AttributeName');
  if (rule.fifoOnly && !fifo) throw invalid(`Attributes Reason: ${name} attribute is only supported for FIFO topics`);
  rule.check(name, value);
}

/** Every topic has a policy. */
export const policyOf = (topic: Topic): string =>
  topic.attributes.Policy ?? defaultTopicPolicy(topicArn(topic, topic.name), topic.accountId);

const DELIVERY_POLICY = JSON.stringify({
  http: {
    defaultHealthyRetryPolicy: {
      minDelayTarget: 20,
      maxDelayTarget: 20,
      numRetries: 3,
      numMaxDelayRetries: 0,
      numNoDelayRetries: 0,
      numMinDelayRetries: 0,
      backoffFunction: 'linear',
    },
    disableSubscriptionOverrides: false,
    defaultRequestPolicy: { headerContentType: 'text/plain; charset=UTF-8' },
  },
});

/** All attributes of a topic, as GetTopicAttributes gives them. */
export function allTopicAttributes(topic: Topic, confirmed: number, pending: number): Record<string, string> {
  const { accountId, name, fifo, attributes, deleted } = topic;
  return {
    TopicArn: topicArn(topic, name),
    Owner: accountId,
    DisplayName: '',
    EffectiveDeliveryPolicy: attributes.DeliveryPolicy ?? DELIVERY_POLICY,
    SubscriptionsConfirmed: String(confirmed),
    SubscriptionsPending: String(pending),
    SubscriptionsDeleted: String(deleted),
    ...(fifo ? { ContentBasedDeduplication: 'false', FifoThroughputScope: 'Topic' } : {}),
    ...attributes,
    ...(fifo ? { FifoTopic: 'true' } : {}),
    Policy: policyOf(topic),
  };
}
