import type {
  ListTagsForResourceCommandInput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from '@aws-sdk/client-sns';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { type SnsState, saveTopic } from '../state.ts';
import { tagMap } from '../tag-map.ts';
import { keyOfTopicArn, type Topic } from '../topic.ts';

const resource = ({ ResourceArn = '' }: { ResourceArn?: string | undefined }): string => ResourceArn;

function find({ topics }: SnsState, arn: string): Topic {
  const topic = topics.get(keyOfTopicArn(arn, 'ResourceArn'));
  if (!topic) throw new AwsError('ResourceNotFoundException', 'Resource does not exist');
  return topic;
}

export const tagResource: Operation<SnsState, TagResourceCommandInput, object> = {
  resource,
  handle(state, { ResourceArn = '', Tags = [] }) {
    const topic = find(state, ResourceArn);
    saveTopic(state, { ...topic, tags: tagMap(Tags, topic.tags) });
    return {};
  },
};

export const untagResource: Operation<SnsState, UntagResourceCommandInput, object> = {
  resource,
  handle(state, { ResourceArn = '', TagKeys = [] }) {
    const topic = find(state, ResourceArn);
    const left = Object.entries(topic.tags).filter(([key]) => !TagKeys.includes(key));
    saveTopic(state, { ...topic, tags: Object.fromEntries(left) });
    return {};
  },
};

export const listTagsForResource: Operation<SnsState, ListTagsForResourceCommandInput, object> = {
  resource,
  handle(state, { ResourceArn = '' }) {
    const { tags } = find(state, ResourceArn);
    return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  },
};
