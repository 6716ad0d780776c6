import type {
  ListQueueTagsCommandInput,
  ListQueueTagsCommandOutput,
  TagQueueCommandInput,
  UntagQueueCommandInput,
} from '@aws-sdk/client-sqs';
import type { Operation } from '../../../core/service.ts';
import { queueKey } from '../queue.ts';
import { arnOfUrl, queueOf, type SqsState } from '../state.ts';
import { withTags } from '../tags.ts';

export const tagQueue: Operation<SqsState, TagQueueCommandInput, object> = {
  resource: arnOfUrl,
  handle(state, { QueueUrl = '', Tags = {} }, context) {
    const queue = queueOf(state, QueueUrl, context);
    const tags = withTags(queue.name, Tags, queue.tags);
    state.queues.put(queueKey(queue, queue.name), { ...queue, tags });
    return {};
  },
};

export const untagQueue: Operation<SqsState, UntagQueueCommandInput, object> = {
  resource: arnOfUrl,
  handle(state, { QueueUrl = '', TagKeys = [] }, context) {
    const queue = queueOf(state, QueueUrl, context);
    const tags = Object.fromEntries(Object.entries(queue.tags).filter(([key]) => !TagKeys.includes(key)));
    state.queues.put(queueKey(queue, queue.name), { ...queue, tags });
    return {};
  },
};

export const listQueueTags: Operation<
  SqsState,
  ListQueueTagsCommandInput,
  Omit<ListQueueTagsCommandOutput, '$metadata'>
> = {
  resource: arnOfUrl,
  handle(state, { QueueUrl = '' }, context) {
    const { tags } = queueOf(state, QueueUrl, context);
    return Object.keys(tags).length > 0 ? { Tags: tags } : {};
  },
};
