import type { SendMessageCommandOutput } from '@aws-sdk/client-sqs';
import { parseArn } from '../../../core/arn.ts';
import type { BusEvent } from '../bus-event.ts';
import type { EventsState } from '../state.ts';
import { causeOf } from './delivery-error.ts';
import type { Destination } from './destination.ts';
import type { Failure } from './failure.ts';
import { asService } from './sender.ts';

export type ExhaustedCondition = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';

export interface DeadLetter {
  readonly event: BusEvent;
  readonly failure: Failure;
  readonly exhausted: ExhaustedCondition;
  readonly retries: number;
}

const text = (StringValue: string): object => ({ DataType: 'String', StringValue });

/**
 * Sends what the target did not take to its dead-letter queue. The queue's
 * policy must allow it, as that of a target; where it does not, the event is dropped, as on AWS.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 * @returns why the queue did not take it; undefined where it did
 */
export async function sendDeadLetter(
  state: EventsState,
  to: Destination,
  letter: DeadLetter,
): Promise<Failure | undefined> {
  const queue = parseArn(to.target.DeadLetterConfig?.Arn ?? '');
  if (!queue) return undefined;
  const { accountId, region, resource } = queue;
  const { failure, event } = letter;
  const input = {
    QueueUrl: `${state.deps.endpoint()}/${accountId}/${resource}`,
    MessageBody: to.render(event),
    MessageAttributes: {
      RULE_ARN: text(to.ruleArn),
      TARGET_ARN: text(to.target.Arn ?? ''),
      ERROR_CODE: text(failure.code),
      ERROR_MESSAGE: text(failure.message),
      // Nothing was exhausted where nothing was to be retried.
      ...(failure.retryable && {
        EXHAUSTED_RETRY_CONDITION: text(letter.exhausted),
        RETRY_ATTEMPTS: { DataType: 'Number', StringValue: String(letter.retries) },
      }),
    },
  };
  return state.deps.aws
    .call<SendMessageCommandOutput>(asService(to), 'sqs', 'SendMessage', input, { accountId, region })
    .then(
      () => undefined,
      (error: unknown) => causeOf(error),
    );
}
