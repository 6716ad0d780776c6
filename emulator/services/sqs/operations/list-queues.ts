import type {
  ListDeadLetterSourceQueuesCommandInput,
  ListDeadLetterSourceQueuesCommandOutput,
  ListQueuesCommandInput,
  ListQueuesCommandOutput,
} from '@aws-sdk/client-sqs';
import { formatArn, placeKey } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { redrivePolicyOf } from '../attributes.ts';
import { type Queue, queueArn } from '../queue.ts';
import { arnOfUrl, queueOf, queueUrl, type SqsState } from '../state.ts';

/** A page of queues after the one whose name the token holds. */
function page(queues: readonly Queue[], limit: number | undefined, token: string | undefined) {
  if (limit !== undefined && (limit < 1 || limit > 1000)) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value ${limit} for parameter MaxResults is invalid. Reason: MaxResults must be an integer between 1 and 1000.`,
    );
  }
  const after = token === undefined ? '' : Buffer.from(token, 'base64').toString('utf8');
  const rest = queues.filter(({ name }) => name > after);
  const shown = rest.slice(0, limit ?? 1000);
  const last = shown.at(-1);
  const more = limit !== undefined && rest.length > shown.length && last !== undefined;
  return { shown, next: more ? { NextToken: Buffer.from(last.name).toString('base64') } : {} };
}

export const listQueues: Operation<SqsState, ListQueuesCommandInput, Omit<ListQueuesCommandOutput, '$metadata'>> = {
  resource: (_input, context) => formatArn('sqs', context, '*'),
  handle(state, { QueueNamePrefix = '', MaxResults, NextToken }, context) {
    const { shown, next } = page(state.queues.values(placeKey(context, QueueNamePrefix)), MaxResults, NextToken);
    return { ...(shown.length > 0 ? { QueueUrls: shown.map((queue) => queueUrl(state, queue)) } : {}), ...next };
  },
};

export const listDeadLetterSourceQueues: Operation<
  SqsState,
  ListDeadLetterSourceQueuesCommandInput,
  Omit<ListDeadLetterSourceQueuesCommandOutput, '$metadata'>
> = {
  resource: arnOfUrl,
  handle(state, { QueueUrl = '', MaxResults, NextToken }, context) {
    const arn = queueArn(queueOf(state, QueueUrl, context));
    const sources = state.queues
      .values(placeKey(context, ''))
      .filter((queue) => redrivePolicyOf(queue)?.deadLetterTargetArn === arn);
    const { shown, next } = page(sources, MaxResults, NextToken);
    return { queueUrls: shown.map((queue) => queueUrl(state, queue)), ...next };
  },
};
