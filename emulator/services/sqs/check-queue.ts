import { parseArn } from '../../core/arn.ts';
import { AwsError } from '../../core/aws-error.ts';
import { invalidParameter, redrivePolicyOf } from './attributes.ts';
import { type Queue, queueKey } from './queue.ts';
import type { SqsState } from './state.ts';

type Source = Pick<Queue, 'accountId' | 'region' | 'fifo' | 'attributes'>;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html */
function redriveProblem(queues: SqsState['queues'], source: Source): string | undefined {
  const redrive = redrivePolicyOf(source);
  if (!redrive) return undefined;
  const arn = parseArn(String(redrive.deadLetterTargetArn));
  if (arn?.service !== 'sqs') return 'Invalid value for deadLetterTargetArn.';
  const isNear = arn.accountId === source.accountId && arn.region === source.region;
  const target = isNear ? queues.get(queueKey(arn, arn.resource)) : undefined;
  if (!target) return 'Dead letter target does not exist.';
  return target.fifo === source.fifo ? undefined : 'Dead-letter queue must be same type of queue as the source.';
}

/**
 * What attributes must be together, and with other queues.
 * @param queue as it shall be
 * @param changed the attributes that are new
 * @throws AwsError `InvalidParameterValue`, `InvalidAttributeValue`
 */
export function checkQueue({ queues }: SqsState, queue: Source, changed: Readonly<Record<string, string>>): void {
  const { KmsMasterKeyId = '', SqsManagedSseEnabled, RedrivePolicy } = changed;
  if (KmsMasterKeyId !== '' && SqsManagedSseEnabled === 'true') {
    throw new AwsError(
      'InvalidAttributeValue',
      'You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.',
    );
  }
  const problem = RedrivePolicy === undefined ? undefined : redriveProblem(queues, queue);
  if (problem) invalidParameter('RedrivePolicy', RedrivePolicy ?? '', problem);
}
