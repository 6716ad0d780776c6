import type { FunctionVersion } from '../function.ts';
import { asRole } from '../role.ts';
import type { RunResult } from '../runtime/pool.ts';
import type { LambdaState } from '../state.ts';
import type { AsyncInvocation } from './queue.ts';

/** The error message of a dead letter is cut to 1 KB. */
const MESSAGE_LIMIT = 1024;

function errorOf(result: RunResult | undefined): { readonly code: string; readonly message: string } {
  if (!result) return { code: '429', message: 'Rate Exceeded.' };
  const { errorMessage } = JSON.parse(result.payload) as { errorMessage?: string };
  return { code: '200', message: (errorMessage ?? '').slice(0, MESSAGE_LIMIT) };
}

/**
 * Sends an event that could not be processed, as it came, to the function's dead letter queue or topic.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq
 */
export async function deadLetter(
  { deps }: LambdaState,
  version: FunctionVersion,
  invocation: AsyncInvocation,
  result: RunResult | undefined,
): Promise<void> {
  const target = version.deadLetterArn;
  if (target === undefined) return;
  const [, , service, region = '', accountId = '', name] = target.split(':');
  const { code, message } = errorOf(result);
  const body = Buffer.from(invocation.payload).toString('utf8');
  const MessageAttributes = {
    RequestID: { DataType: 'String', StringValue: invocation.requestId },
    ErrorCode: { DataType: 'Number', StringValue: code },
    ...(message === '' ? {} : { ErrorMessage: { DataType: 'String', StringValue: message } }),
  };
  const options = { region, accountId };
  const caller = asRole(version.role, version);
  try {
    if (service === 'sqs') {
      const input = { QueueUrl: `${deps.endpoint()}/${accountId}/${name}`, MessageBody: body, MessageAttributes };
      await deps.aws.call(caller, 'sqs', 'SendMessage', input, options);
    } else {
      await deps.aws.call(caller, 'sns', 'Publish', { TopicArn: target, Message: body, MessageAttributes }, options);
    }
  } catch (error) {
    deps.log.error('a dead letter was lost', { function: version.name, target, error: String(error) });
  }
}
