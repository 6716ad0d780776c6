import type { DeadLetterConfig } from '@aws-sdk/client-eventbridge';
import { type Place, parseArn } from '../../../core/arn.ts';
import { invalidParameter } from '../errors.ts';

/**
 * The queue of a DeadLetterConfig.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html: a standard queue in the region of the rule.
 * @throws AwsError `ValidationException`
 */
export function deadLetterArnOf(config: DeadLetterConfig | undefined, { region }: Place): string | undefined {
  if (config?.Arn === undefined) return undefined;
  const arn = parseArn(config.Arn);
  if (arn?.service !== 'sqs') throw invalidParameter('DeadLetterConfig.Arn', 'Must be the ARN of an SQS queue.');
  if (arn.resource.endsWith('.fifo')) {
    throw invalidParameter('DeadLetterConfig.Arn', 'FIFO queues are not supported as dead-letter queues.');
  }
  if (arn.region !== region) {
    throw invalidParameter('DeadLetterConfig.Arn', 'The queue must be in the same region.');
  }
  return config.Arn;
}
