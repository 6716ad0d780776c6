import type {
  DeleteTopicCommandInput,
  GetTopicAttributesCommandInput,
  ListTopicsCommandInput,
  SetTopicAttributesCommandInput,
} from '@aws-sdk/client-sns';
import type { Operation } from '../../../core/service.ts';
import { pageOf } from '../page.ts';
import { type SnsState, saveTopic, subscriptionsOf, topicOf } from '../state.ts';
import { keyOfTopicArn, topicArn, topicKey } from '../topic.ts';
import { allTopicAttributes, checkTopicAttribute } from '../topic-attributes.ts';

export const forTopic = ({ TopicArn = '' }: { TopicArn?: string | undefined }): string => TopicArn;

/** A topic that is not there is deleted already. Its subscriptions go with it. */
export const deleteTopic: Operation<SnsState, DeleteTopicCommandInput, object> = {
  resource: forTopic,
  handle(state, { TopicArn = '' }) {
    const topic = state.topics.get(keyOfTopicArn(TopicArn));
    if (!topic) return {};
    state.deps.store.atomic(() => {
      for (const { arn } of subscriptionsOf(state, topic)) {
        state.subscriptions.delete(arn);
        state.deliveries.drop(arn);
      }
      state.topics.delete(topicKey(topic, topic.name));
    });
    return {};
  },
};

export const getTopicAttributes: Operation<SnsState, GetTopicAttributesCommandInput, object> = {
  resource: forTopic,
  handle(state, { TopicArn = '' }) {
    const topic = topicOf(state, TopicArn);
    const subscriptions = subscriptionsOf(state, topic);
    const pending = subscriptions.filter(({ token }) => token !== undefined).length;
    return { Attributes: allTopicAttributes(topic, subscriptions.length - pending, pending) };
  },
};

export const setTopicAttributes: Operation<SnsState, SetTopicAttributesCommandInput, object> = {
  resource: forTopic,
  handle(state, { TopicArn = '', AttributeName: name = '', AttributeValue: value = '' }) {
    const topic = topicOf(state, TopicArn);
    const isUnset = value === '' && name !== 'DisplayName';
    if (!isUnset || name === 'Policy' || name === 'FifoTopic') checkTopicAttribute(name, value, topic.fifo);
    const { [name]: _, ...others } = topic.attributes;
    saveTopic(state, { ...topic, attributes: isUnset ? others : { ...others, [name]: value } });
    return {};
  },
};

export const listTopics: Operation<SnsState, ListTopicsCommandInput, object> = {
  handle(state, { NextToken }, context) {
    const topics = state.topics.values(topicKey(context, '')).map((topic) => topicArn(topic, topic.name));
    const { page, next } = pageOf(topics, NextToken);
    return { Topics: page.map((TopicArn) => ({ TopicArn })), ...next };
  },
};
