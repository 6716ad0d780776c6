import type {
  DeleteMessageBatchCommandInput,
  DeleteMessageBatchCommandOutput,
  DeleteMessageCommandInput,
} from '@aws-sdk/client-sqs';
import { AwsError } from '../../../core/aws-error.ts';
import type { Instant } from '../../../core/clock.ts';
import type { Operation } from '../../../core/service.ts';
import { eachEntry } from '../batch.ts';
import type { Queue } from '../queue.ts';
import { parseReceipt } from '../receipt.ts';
import { arnOfUrl, queueOf, type SqsState, wake } from '../state.ts';

function remove(state: SqsState, queue: Queue, handle: string, now: Instant): void {
  const { id, receipt } = parseReceipt(handle, queue);
  const message = state.messages.get(id, queue.id);
  // A standard queue takes an old receipt too; a FIFO queue insists on the last one, before it ends.
  if (message && queue.fifo && (message.receipt !== receipt || message.visible <= now)) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value ${handle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
    );
  }
  state.messages.delete(id, queue.id);
  if (queue.fifo) wake(state, queue.id);
}

export const deleteMessage: Operation<SqsState, DeleteMessageCommandInput, object> = {
  resource: arnOfUrl,
  handle(state, input, context) {
    remove(state, queueOf(state, input.QueueUrl ?? '', context), input.ReceiptHandle ?? '', context.now);
    return {};
  },
};

export const deleteMessageBatch: Operation<
  SqsState,
  DeleteMessageBatchCommandInput,
  Omit<DeleteMessageBatchCommandOutput, '$metadata'>
> = {
  action: 'sqs:DeleteMessage',
  resource: arnOfUrl,
  handle(state, input, context) {
    const queue = queueOf(state, input.QueueUrl ?? '', context);
    return eachEntry(input.Entries ?? [], 'DeleteMessageBatchRequestEntry', (entry) => {
      remove(state, queue, entry.ReceiptHandle ?? '', context.now);
      return {};
    });
  },
};
