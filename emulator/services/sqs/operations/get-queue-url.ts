import type { GetQueueUrlCommandInput, GetQueueUrlCommandOutput } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../core/service.ts';
import { queueArn, queueDoesNotExist, queueKey } from '../queue.ts';
import { queueUrl, type SqsState } from '../state.ts';

export const getQueueUrl: Operation<SqsState, GetQueueUrlCommandInput, Omit<GetQueueUrlCommandOutput, '$metadata'>> = {
  resource: ({ QueueName: name = '', QueueOwnerAWSAccountId }, { accountId, region }) =>
    queueArn({ accountId: QueueOwnerAWSAccountId ?? accountId, region, name }),
  handle(state, { QueueName = '', QueueOwnerAWSAccountId }, { accountId, region }) {
    const queue = state.queues.get(queueKey({ accountId: QueueOwnerAWSAccountId ?? accountId, region }, QueueName));
    if (!queue) throw queueDoesNotExist();
    return { QueueUrl: queueUrl(state, queue) };
  },
};
