import type { SendMessageBatchCommandInput, SendMessageBatchCommandOutput } from '@aws-sdk/client-sqs';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { MOST_BYTES } from '../attributes.ts';
import { eachEntry } from '../batch.ts';
import { sizeOf } from '../message-checks.ts';
import { send } from '../send.ts';
import { arnOfUrl, queueOf, type SqsState } from '../state.ts';
import type { NewMessage } from '../stored-message.ts';

type Entries = NonNullable<SendMessageBatchCommandInput['Entries']>;

/** No character takes more than three bytes, so that mostly none has to be counted. */
function mayExceed(entries: Entries): boolean {
  let most = 0;
  for (const { MessageBody = '', MessageAttributes } of entries) {
    if (MessageAttributes) return true;
    most += MessageBody.length * 3;
  }
  return most > MOST_BYTES;
}

export const sendMessageBatch: Operation<
  SqsState,
  SendMessageBatchCommandInput,
  Omit<SendMessageBatchCommandOutput, '$metadata'>
> = {
  action: 'sqs:SendMessage',
  resource: arnOfUrl,
  handle(state, input, context) {
    const queue = queueOf(state, input.QueueUrl ?? '', context);
    const entries = input.Entries ?? [];
    const total = mayExceed(entries) ? entries.reduce((sum, entry) => sum + sizeOf(entry), 0) : 0;
    if (entries.length <= 10 && total > MOST_BYTES) {
      throw new AwsError(
        'BatchRequestTooLong',
        `Batch requests cannot be longer than ${MOST_BYTES} bytes. You have sent ${total} bytes.`,
      );
    }
    const messages: NewMessage[] = [];
    const result = eachEntry(entries, 'SendMessageBatchRequestEntry', (entry) =>
      send(state, queue, entry, context, (message) => messages.push(message)),
    );
    state.messages.add(messages);
    return result;
  },
};
