import type { DeleteQueueCommandInput } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../core/service.ts';
import { queueKey } from '../queue.ts';
import { arnOfUrl, queueOf, type SqsState, wake } from '../state.ts';

const REUSE_AFTER = 60_000;

export const deleteQueue: Operation<SqsState, DeleteQueueCommandInput, object> = {
  resource: arnOfUrl,
  handle(state, { QueueUrl = '' }, context) {
    const queue = queueOf(state, QueueUrl, context);
    const key = queueKey(queue, queue.name);
    state.deps.store.atomic(() => {
      state.queues.delete(key);
      state.messages.deleteAll(queue.id);
      for (const [name, { until }] of state.marks.entries()) if (until <= context.now) state.marks.delete(name);
      state.marks.put(`deleted/${key}`, { until: context.now + REUSE_AFTER });
    });
    wake(state, queue.id);
    return {};
  },
};
