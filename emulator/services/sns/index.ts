import { parseArn } from '../../core/arn.ts';
import type { Service, ServiceDeps } from '../../core/service.ts';
import type { Store } from '../../store/store.ts';
import { createTopic } from './operations/create-topic.ts';
import { publish } from './operations/publish.ts';
import { publishBatch } from './operations/publish-batch.ts';
import { subscribe } from './operations/subscribe.ts';
import * as subscriptions from './operations/subscriptions.ts';
import { addPermission, removePermission } from './operations/topic-permissions.ts';
import * as tags from './operations/topic-tags.ts';
import * as topics from './operations/topics.ts';
import { createState, type SnsState } from './state.ts';
import { topicKey } from './topic.ts';
import { policyOf } from './topic-attributes.ts';

/** Amazon SNS: standard and FIFO topics, delivered to queues and functions. */
export function createSns(deps: ServiceDeps<Store>): Service<SnsState> {
  const state = createState(deps);
  return {
    id: 'sns',
    state,
    operations: {
      AddPermission: addPermission,
      ConfirmSubscription: subscriptions.confirmSubscription,
      CreateTopic: createTopic,
      DeleteTopic: topics.deleteTopic,
      GetSubscriptionAttributes: subscriptions.getSubscriptionAttributes,
      GetTopicAttributes: topics.getTopicAttributes,
      ListSubscriptions: subscriptions.listSubscriptions,
      ListSubscriptionsByTopic: subscriptions.listSubscriptionsByTopic,
      ListTagsForResource: tags.listTagsForResource,
      ListTopics: topics.listTopics,
      Publish: publish,
      PublishBatch: publishBatch,
      RemovePermission: removePermission,
      SetSubscriptionAttributes: subscriptions.setSubscriptionAttributes,
      SetTopicAttributes: topics.setTopicAttributes,
      Subscribe: subscribe,
      TagResource: tags.tagResource,
      Unsubscribe: subscriptions.unsubscribe,
      UntagResource: tags.untagResource,
    },
    resourcePolicy(arn) {
      const parts = parseArn(arn);
      const topic = parts && state.topics.get(topicKey(parts, parts.resource));
      return topic && policyOf(topic);
    },
    start: () => state.deliveries.start(),
    stop: () => state.deliveries.stop(),
  };
}
