import { type Place, parseArn } from '../../core/arn.ts';
import type { ServiceDeps } from '../../core/service.ts';
import type { Collection, Store } from '../../store/store.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import { noSubscription, noTopic } from './errors.ts';
import { keyOfTopicArn, type Subscription, type Topic, topicArn, topicKey } from './topic.ts';

export interface SnsState {
  readonly deps: ServiceDeps<Store>;
  readonly topics: Collection<Topic>;
  /** By ARN, which begins with that of the topic. */
  readonly subscriptions: Collection<Subscription>;
  /** Deduplication ids of FIFO topics, with the answer that the first message got. */
  readonly recent: Collection<{ readonly messageId: string; readonly sequence: string; readonly until: number }>;
  readonly sequences: Collection<{ readonly last: number }>;
  readonly deliveries: Deliveries;
}

export function createState(deps: ServiceDeps<Store>): SnsState {
  const state: SnsState = {
    deps,
    topics: deps.store.collection('sns.topics'),
    subscriptions: deps.store.collection('sns.subscriptions'),
    recent: deps.store.collection('sns.recent'),
    sequences: deps.store.collection('sns.sequences'),
    deliveries: createDeliveries(deps, () => state),
  };
  return state;
}

/** @throws AwsError `NotFoundException`, `InvalidParameterException` */
export function topicOf({ topics }: SnsState, arn: string, parameter?: string): Topic {
  const topic = topics.get(keyOfTopicArn(arn, parameter));
  if (!topic) throw noTopic();
  return topic;
}

/** @throws AwsError `NotFoundException` */
export function subscriptionOf({ subscriptions }: SnsState, arn: string): Subscription {
  const subscription = subscriptions.get(arn);
  if (!subscription) throw noSubscription();
  return subscription;
}

export const subscriptionsOf = ({ subscriptions }: SnsState, topic: Topic): Subscription[] =>
  subscriptions.values(`${topicArn(topic, topic.name)}:`);

export const saveTopic = ({ topics }: SnsState, topic: Topic): void => topics.put(topicKey(topic, topic.name), topic);

/** Subscriptions an account owns in a region. */
export const ownedBy = ({ subscriptions }: SnsState, { accountId, region }: Place): Subscription[] =>
  subscriptions.values().filter(({ owner, topicArn: arn }) => owner === accountId && parseArn(arn)?.region === region);
