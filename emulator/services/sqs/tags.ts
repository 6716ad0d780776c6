import { AwsError } from '../../core/aws-error.ts';

const LIMIT = 50;

/**
 * The tags of a queue with others added.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-tags.html
 * @throws AwsError `InvalidParameterValue` where a key has AWS's own prefix or there are too many
 */
export function withTags(
  queue: string,
  added: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  if (Object.keys(added).some((key) => /^aws:/i.test(key)))
    throw new AwsError('InvalidParameterValue', 'aws: prefixed tag key names are not allowed for external use.');
  const tags = { ...before, ...added };
  if (Object.keys(tags).length > LIMIT)
    throw new AwsError('InvalidParameterValue', `Too many tags added for queue ${queue}.`);
  return tags;
}
