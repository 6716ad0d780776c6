import type {
  GetQueueAttributesCommandInput,
  GetQueueAttributesCommandOutput,
  SetQueueAttributesCommandInput,
} from '@aws-sdk/client-sqs';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { allAttributes, checkAttributes } from '../attributes.ts';
import { checkQueue } from '../check-queue.ts';
import { type Queue, queueArn, queueKey } from '../queue.ts';
import { arnOfUrl, queueOf, type SqsState, wake } from '../state.ts';

const seconds = (instant: number): string => String(Math.floor(instant / 1000));

function readable(state: SqsState, queue: Queue, now: number): Record<string, string> {
  const { ready, flying, delayed } = state.messages.counts(queue.id, now);
  return {
    ...allAttributes(queue),
    QueueArn: queueArn(queue),
    CreatedTimestamp: seconds(queue.created),
    LastModifiedTimestamp: seconds(queue.modified),
    ApproximateNumberOfMessages: String(ready),
    ApproximateNumberOfMessagesNotVisible: String(flying),
    ApproximateNumberOfMessagesDelayed: String(delayed),
  };
}

const KNOWN: ReadonlySet<string> = new Set([
  'All',
  'Policy',
  'VisibilityTimeout',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
  'QueueArn',
  'ApproximateNumberOfMessagesDelayed',
  'DelaySeconds',
  'ReceiveMessageWaitTimeSeconds',
  'RedrivePolicy',
  'FifoQueue',
  'ContentBasedDeduplication',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'DeduplicationScope',
  'FifoThroughputLimit',
  'RedriveAllowPolicy',
  'SqsManagedSseEnabled',
]);

export const getQueueAttributes: Operation<
  SqsState,
  GetQueueAttributesCommandInput,
  Omit<GetQueueAttributesCommandOutput, '$metadata'>
> = {
  resource: arnOfUrl,
  handle(state, { QueueUrl = '', AttributeNames: names = [] }, context) {
    const queue = queueOf(state, QueueUrl, context);
    const unknown = names.find((name) => !KNOWN.has(name));
    if (unknown !== undefined) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
    if (names.length === 0) return {};
    const found = readable(state, queue, context.now);
    const wanted: readonly string[] = names;
    const chosen = Object.entries(found).filter(([name]) => wanted.includes('All') || wanted.includes(name));
    return { Attributes: Object.fromEntries(chosen) };
  },
};

export const setQueueAttributes: Operation<SqsState, SetQueueAttributesCommandInput, object> = {
  resource: arnOfUrl,
  handle(state, { QueueUrl = '', Attributes: changes = {} }, context) {
    const queue = queueOf(state, QueueUrl, context);
    if (changes.FifoQueue !== undefined && changes.FifoQueue !== queue.attributes.FifoQueue) {
      throw new AwsError(
        'InvalidAttributeValue',
        'Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.',
      );
    }
    checkAttributes(changes, queue.fifo);
    const merged = Object.entries({ ...queue.attributes, ...changes }).filter(([, value]) => value !== '');
    const attributes = Object.fromEntries(merged);
    checkQueue(state, { ...queue, attributes }, changes);
    state.queues.put(queueKey(queue, queue.name), {
      ...queue,
      attributes,
      modified: context.now,
    });
    wake(state, queue.id);
    return {};
  },
};
