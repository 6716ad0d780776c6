import type { SubscribeCommandInput } from '@aws-sdk/client-sns';
import { parseArn } from '../../../core/arn.ts';
import { callerName } from '../../../core/caller.ts';
import type { Operation, RequestContext } from '../../../core/service.ts';
import { invalid } from '../errors.ts';
import { newMessage } from '../new-message.ts';
import { type SnsState, subscriptionsOf, topicOf } from '../state.ts';
import { checkSubscriptionAttributes } from '../subscription-attributes.ts';
import { type Subscription, type Topic, topicArn } from '../topic.ts';
import { forTopic } from './topics.ts';

/** Protocols of AWS that this emulator has no way to serve. */
const ABSENT = new Set(['http', 'https', 'email', 'email-json', 'sms', 'application', 'firehose']);

type EndpointCheck = (topic: Topic, endpoint: string) => void;
const CHECKS: Readonly<Record<string, EndpointCheck>> = {
  sqs(topic, endpoint) {
    const arn = parseArn(endpoint);
    if (arn?.service !== 'sqs') throw invalid('SQS endpoint ARN');
    if (!topic.fifo && arn.resource.endsWith('.fifo'))
      throw invalid('Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics');
  },
  lambda(topic, endpoint) {
    if (topic.fifo) throw invalid('Invalid parameter: Endpoint Reason: Please use FIFO SQS queue');
    const arn = parseArn(endpoint);
    if (arn?.service !== 'lambda' || !arn.resource.startsWith('function:')) throw invalid('Lambda endpoint ARN');
  },
};

function checkEndpoint(topic: Topic, protocol: string, endpoint: string): void {
  if (ABSENT.has(protocol)) throw invalid(`Protocol ${protocol} is not available on this endpoint`);
  const check = Object.hasOwn(CHECKS, protocol) ? CHECKS[protocol] : undefined;
  if (!check) throw invalid(`Amazon SNS does not support this protocol string: ${protocol}`);
  check(topic, endpoint);
}

const sameAttributes = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean =>
  Object.entries(a).every(([name, value]) => (b[name] ?? 'false') === value);

/** The owner of the endpoint need not confirm what they asked for themselves. */
const mustConfirm = (endpoint: string, { caller }: RequestContext): boolean =>
  parseArn(endpoint)?.accountId !== caller.accountId;

/** https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html */
export const subscribe: Operation<SnsState, SubscribeCommandInput, { SubscriptionArn: string }> = {
  resource: forTopic,
  handle(state, { TopicArn = '', Protocol: protocol = '', Endpoint: endpoint = '', ...more }, context) {
    const topic = topicOf(state, TopicArn);
    checkEndpoint(topic, protocol, endpoint);
    const attributes = more.Attributes ?? {};
    checkSubscriptionAttributes(attributes, protocol);
    const shown = (each: Subscription) => ({
      SubscriptionArn: each.token === undefined || more.ReturnSubscriptionArn ? each.arn : 'pending confirmation',
    });
    const known = subscriptionsOf(state, topic).find(
      (each) => each.protocol === protocol && each.endpoint === endpoint,
    );
    if (known) {
      if (!sameAttributes(attributes, known.attributes))
        throw invalid('Attributes Reason: Subscription already exists with different attributes');
      return shown(known);
    }
    const { ids, store } = state.deps;
    const subscription: Subscription = {
      arn: `${topicArn(topic, topic.name)}:${ids.uuid()}`,
      topicArn: topicArn(topic, topic.name),
      owner: context.caller.accountId,
      protocol,
      endpoint,
      attributes,
      principal: callerName(context.caller),
      token: mustConfirm(endpoint, context) ? ids.hex(288) : undefined,
    };
    store.atomic(() => {
      state.subscriptions.put(subscription.arn, subscription);
      if (subscription.token !== undefined)
        state.deliveries.add(subscription.arn, newMessage(state, { texts: { default: '' } }));
    });
    return shown(subscription);
  },
};
