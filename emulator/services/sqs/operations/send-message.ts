import type { SendMessageCommandInput, SendMessageCommandOutput } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../core/service.ts';
import { send } from '../send.ts';
import { arnOfUrl, queueOf, type SqsState } from '../state.ts';

export const sendMessage: Operation<SqsState, SendMessageCommandInput, Omit<SendMessageCommandOutput, '$metadata'>> = {
  resource: arnOfUrl,
  handle: (state, input, context) =>
    send(state, queueOf(state, input.QueueUrl ?? '', context), input, context, (message) =>
      state.messages.add([message]),
    ),
};
