import type {
  ConfirmSubscriptionCommandInput,
  GetSubscriptionAttributesCommandInput,
  ListSubscriptionsByTopicCommandInput,
  ListSubscriptionsCommandInput,
  SetSubscriptionAttributesCommandInput,
  UnsubscribeCommandInput,
} from '@aws-sdk/client-sns';
import type { Operation } from '../../../core/service.ts';
import { invalid } from '../errors.ts';
import { pageOf } from '../page.ts';
import { ownedBy, type SnsState, saveTopic, subscriptionOf, subscriptionsOf, topicOf } from '../state.ts';
import { withAttribute } from '../subscription-attributes.ts';
import type { Subscription } from '../topic.ts';
import { forTopic } from './topics.ts';

/** Permissions on a subscription are permissions on its topic. */
const forSubscription = ({ SubscriptionArn: arn = '' }: { SubscriptionArn?: string | undefined }): string =>
  arn.split(':').slice(0, 6).join(':');

const SUBSCRIPTION_ARN = /^arn:aws[\w-]*:sns:[\w-]+:\d{12}:[\w.-]+:[\w-]+$/;

function find(state: SnsState, arn: string): Subscription {
  if (!SUBSCRIPTION_ARN.test(arn))
    throw invalid(`SubscriptionArn Reason: An ARN must have at least 6 elements, not ${arn.split(':').length}`);
  return subscriptionOf(state, arn);
}

/** One that is not there is unsubscribed already. */
export const unsubscribe: Operation<SnsState, UnsubscribeCommandInput, object> = {
  resource: forSubscription,
  handle(state, { SubscriptionArn: arn = '' }) {
    if (!SUBSCRIPTION_ARN.test(arn)) throw invalid('SubscriptionId');
    const subscription = state.subscriptions.get(arn);
    if (!subscription) return {};
    state.deps.store.atomic(() => {
      state.subscriptions.delete(arn);
      state.deliveries.drop(arn);
      const topic = topicOf(state, subscription.topicArn);
      saveTopic(state, { ...topic, deleted: topic.deleted + 1 });
    });
    return {};
  },
};

export const confirmSubscription: Operation<SnsState, ConfirmSubscriptionCommandInput, object> = {
  resource: forTopic,
  handle(state, { TopicArn = '', Token: token = '' }) {
    const subscription = subscriptionsOf(state, topicOf(state, TopicArn)).find((each) => each.token === token);
    if (!subscription) throw invalid('Token');
    state.subscriptions.put(subscription.arn, { ...subscription, token: undefined });
    return { SubscriptionArn: subscription.arn };
  },
};

export const getSubscriptionAttributes: Operation<SnsState, GetSubscriptionAttributesCommandInput, object> = {
  resource: forSubscription,
  handle(state, { SubscriptionArn = '' }) {
    const { arn, topicArn, owner, protocol, endpoint, attributes, principal, token } = find(state, SubscriptionArn);
    return {
      Attributes: {
        SubscriptionArn: arn,
        TopicArn: topicArn,
        Owner: owner,
        Protocol: protocol,
        Endpoint: endpoint,
        SubscriptionPrincipal: principal,
        ConfirmationWasAuthenticated: String(token === undefined),
        PendingConfirmation: String(token !== undefined),
        RawMessageDelivery: 'false',
        ...(attributes.FilterPolicy === undefined ? {} : { FilterPolicyScope: 'MessageAttributes' }),
        ...attributes,
      },
    };
  },
};

export const setSubscriptionAttributes: Operation<SnsState, SetSubscriptionAttributesCommandInput, object> = {
  resource: forSubscription,
  handle(state, { SubscriptionArn = '', AttributeName: name = '', AttributeValue: value = '' }) {
    const subscription = find(state, SubscriptionArn);
    const attributes = withAttribute(subscription.attributes, name, value, subscription.protocol);
    state.subscriptions.put(subscription.arn, { ...subscription, attributes });
    return {};
  },
};

const listed = ({ arn, topicArn, owner, protocol, endpoint, token }: Subscription) => ({
  SubscriptionArn: token === undefined ? arn : 'PendingConfirmation',
  Owner: owner,
  Protocol: protocol,
  Endpoint: endpoint,
  TopicArn: topicArn,
});

export const listSubscriptions: Operation<SnsState, ListSubscriptionsCommandInput, object> = {
  handle(state, { NextToken }, context) {
    const { page, next } = pageOf(ownedBy(state, context), NextToken);
    return { Subscriptions: page.map(listed), ...next };
  },
};

export const listSubscriptionsByTopic: Operation<SnsState, ListSubscriptionsByTopicCommandInput, object> = {
  resource: forTopic,
  handle(state, { TopicArn = '', NextToken }) {
    const { page, next } = pageOf(subscriptionsOf(state, topicOf(state, TopicArn)), NextToken);
    return { Subscriptions: page.map(listed), ...next };
  },
};
