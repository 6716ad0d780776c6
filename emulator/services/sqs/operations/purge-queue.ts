import type { PurgeQueueCommandInput } from '@aws-sdk/client-sqs';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { queueKey } from '../queue.ts';
import { arnOfUrl, queueOf, type SqsState } from '../state.ts';

const ONCE_IN = 60_000;

export const purgeQueue: Operation<SqsState, PurgeQueueCommandInput, object> = {
  resource: arnOfUrl,
  handle(state, { QueueUrl = '' }, context) {
    const queue = queueOf(state, QueueUrl, context);
    const mark = `purged/${queueKey(queue, queue.name)}`;
    if ((state.marks.get(mark)?.until ?? 0) > context.now) {
      throw new AwsError(
        'PurgeQueueInProgress',
        `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
      );
    }
    state.marks.put(mark, { until: context.now + ONCE_IN });
    state.messages.deleteAll(queue.id);
    return {};
  },
};
