import type { CreateQueueCommandInput, CreateQueueCommandOutput } from '@aws-sdk/client-sqs';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { attributeOf, checkAttributes } from '../attributes.ts';
import { checkQueue } from '../check-queue.ts';
import { type Queue, queueArn, queueKey } from '../queue.ts';
import { nextNumber, queueUrl, type SqsState } from '../state.ts';
import { withTags } from '../tags.ts';

const NAME = /^[\w-]{1,80}$/;

function checkName(name: string, fifo: boolean): void {
  const bare = fifo && name.endsWith('.fifo') ? name.slice(0, -5) : name;
  if (name.length > 80 || !NAME.test(bare)) {
    throw new AwsError(
      'InvalidParameterValue',
      'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    );
  }
  if (fifo && !name.endsWith('.fifo')) {
    throw new AwsError(
      'InvalidParameterValue',
      'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
    );
  }
}

export const createQueue: Operation<SqsState, CreateQueueCommandInput, Omit<CreateQueueCommandOutput, '$metadata'>> = {
  tagAction: 'sqs:TagQueue',
  resource: ({ QueueName: name = '' }, context) => queueArn({ ...context, name }),
  handle(state, { QueueName: name = '', Attributes: attributes = {}, tags = {} }, { accountId, region, now }) {
    const fifo = attributes.FifoQueue === 'true';
    checkName(name, fifo);
    checkAttributes(attributes, fifo);
    const key = queueKey({ accountId, region }, name);
    const known = state.queues.get(key);
    if (known) {
      const other = Object.entries(attributes).find(([attribute, value]) => attributeOf(known, attribute) !== value);
      if (other) {
        throw new AwsError(
          'QueueNameExists',
          `A queue already exists with the same name and a different value for attribute ${other[0]}`,
        );
      }
      return { QueueUrl: queueUrl(state, known) };
    }
    if ((state.marks.get(`deleted/${key}`)?.until ?? 0) > now) {
      throw new AwsError(
        'QueueDeletedRecently',
        'You must wait 60 seconds after deleting a queue before you can create another with the same name.',
      );
    }
    checkQueue(state, { accountId, region, fifo, attributes }, attributes);
    const queue: Queue = {
      id: nextNumber(state, 'queue'),
      accountId,
      region,
      name,
      fifo,
      attributes,
      tags: withTags(name, tags),
      created: now,
      modified: now,
    };
    state.queues.put(key, queue);
    return { QueueUrl: queueUrl(state, queue) };
  },
};
