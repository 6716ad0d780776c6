import type { ReceiveMessageCommandInput, ReceiveMessageCommandOutput } from '@aws-sdk/client-sqs';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { numberOf } from '../attributes.ts';
import { takeMessages } from '../receive.ts';
import { arnOfUrl, arrival, queueOf, type SqsState } from '../state.ts';

function ranged(name: string, value: number, low: number, high: number): number {
  if (value >= low && value <= high) return value;
  throw new AwsError(
    'InvalidParameterValue',
    `Value ${value} for parameter ${name} is invalid. Reason: Must be >= ${low} and <= ${high}, if provided.`,
  );
}

export const receiveMessage: Operation<
  SqsState,
  ReceiveMessageCommandInput,
  Omit<ReceiveMessageCommandOutput, '$metadata'>
> = {
  resource: arnOfUrl,
  async handle(state, input, context) {
    const first = queueOf(state, input.QueueUrl ?? '', context);
    const asked = {
      maximum: ranged('MaxNumberOfMessages', input.MaxNumberOfMessages ?? 1, 1, 10),
      attributeNames: [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])],
      messageAttributeNames: input.MessageAttributeNames ?? [],
    };
    if (input.VisibilityTimeout !== undefined) ranged('VisibilityTimeout', input.VisibilityTimeout, 0, 43_200);
    const wait = ranged(
      'WaitTimeSeconds',
      input.WaitTimeSeconds ?? numberOf(first, 'ReceiveMessageWaitTimeSeconds'),
      0,
      20,
    );
    const { clock } = state.deps;
    const deadline = context.now + wait * 1000;
    for (;;) {
      const queue = queueOf(state, input.QueueUrl ?? '', context);
      // The queue may have been changed while this call waited.
      const visibilitySeconds = input.VisibilityTimeout ?? numberOf(queue, 'VisibilityTimeout');
      const messages = context.signal?.aborted
        ? []
        : takeMessages(state, queue, { ...asked, visibilitySeconds }, clock.now());
      if (messages.length > 0) return { Messages: messages };
      if (clock.now() >= deadline || context.signal?.aborted) return {};
      await arrival(state, queue.id, deadline, context.signal);
    }
  },
};
