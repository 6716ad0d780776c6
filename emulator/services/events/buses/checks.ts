import type { DeadLetterConfig } from '@aws-sdk/client-eventbridge';
import { type Place, parseArn } from '../../../core/arn.ts';
import { invalid, invalidParameter } from '../errors.ts';

/**
 * The queue of a DeadLetterConfig.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html: a standard queue in the region of the rule.
 * @throws AwsError `ValidationException`
 */
export function deadLetterArnOf(config: DeadLetterConfig | undefined, { region }: Place): string | undefined {
  if (config?.Arn === undefined) return undefined;
  const arn = parseArn(config.Arn);
  if (!arn) throw invalidParameter('DeadLetterConfig.Arn', 'Provided Arn is not in correct format.');
  if (arn.service !== 'sqs') throw invalid(`${arn.service} is not supported as a dead letter resource.`);
  if (arn.resource.endsWith('.fifo')) throw invalid('SQS FIFO is not supported by Dead Letter Queues.');
  if (arn.region !== region) {
    throw invalidParameter('DeadLetterConfig.Arn', 'The queue must be in the same region.');
  }
  return config.Arn;
}
