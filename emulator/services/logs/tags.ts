import { AwsError } from '../../core/aws-error.ts';

export type Tags = Readonly<Record<string, string>>;

const LIMIT = 50;

/**
 * Tags put onto those that are there already.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TagResource.html
 * @throws AwsError `InvalidParameterException` where a key has AWS's own prefix, `TooManyTagsException`
 */
export function withTags(added: Tags, before: Tags = {}): Tags {
  if (Object.keys(added).some((key) => /^aws:/i.test(key)))
    throw new AwsError('InvalidParameterException', 'aws: prefixed tag key names are not allowed for external use.');
  const tags = { ...before, ...added };
  if (Object.keys(tags).length > LIMIT)
    throw new AwsError('TooManyTagsException', `A resource can have no more than ${LIMIT} tags.`);
  return tags;
}
