import type {
  ChangeMessageVisibilityBatchCommandInput,
  ChangeMessageVisibilityBatchCommandOutput,
  ChangeMessageVisibilityCommandInput,
} from '@aws-sdk/client-sqs';
import { AwsError } from '../../../core/aws-error.ts';
import type { Instant } from '../../../core/clock.ts';
import type { Operation } from '../../../core/service.ts';
import { eachEntry } from '../batch.ts';
import type { Queue } from '../queue.ts';
import { parseReceipt } from '../receipt.ts';
import { arnOfUrl, queueOf, type SqsState, wake } from '../state.ts';

const LONGEST = 43_200;

function change(state: SqsState, queue: Queue, handle: string, seconds: number, now: Instant): void {
  if (seconds < 0 || seconds > LONGEST) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: VisibilityTimeout must be an integer between 0 and 43200.`,
    );
  }
  const { id, receipt } = parseReceipt(handle, queue);
  const message = state.messages.get(id, queue.id);
  if (!message) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value ${handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
    );
  }
  if (message.visible <= now || message.receipt !== receipt)
    throw new AwsError('MessageNotInflight', 'The specified message is not in flight.');
  state.messages.show(id, now + seconds * 1000);
  wake(state, queue.id);
}

export const changeMessageVisibility: Operation<SqsState, ChangeMessageVisibilityCommandInput, object> = {
  resource: arnOfUrl,
  handle(state, input, context) {
    change(
      state,
      queueOf(state, input.QueueUrl ?? '', context),
      input.ReceiptHandle ?? '',
      input.VisibilityTimeout ?? 0,
      context.now,
    );
    return {};
  },
};

export const changeMessageVisibilityBatch: Operation<
  SqsState,
  ChangeMessageVisibilityBatchCommandInput,
  Omit<ChangeMessageVisibilityBatchCommandOutput, '$metadata'>
> = {
  action: 'sqs:ChangeMessageVisibility',
  resource: arnOfUrl,
  handle(state, input, context) {
    const queue = queueOf(state, input.QueueUrl ?? '', context);
    return eachEntry(input.Entries ?? [], 'ChangeMessageVisibilityBatchRequestEntry', (entry) => {
      change(state, queue, entry.ReceiptHandle ?? '', entry.VisibilityTimeout ?? 0, context.now);
      return {};
    });
  },
};
