import { AwsError } from '../../core/aws-error.ts';

const MOST = 50;

/** @throws AwsError `TooManyTagsError`, `ValidationException` */
export function tagMap(
  tags: readonly { readonly Key: string | undefined; readonly Value: string | undefined }[],
  before: Readonly<Record<string, string>> = {},
): Record<string, string> {
  if (tags.some(({ Key = '' }) => Key.startsWith('aws:')))
    throw new AwsError('ValidationException', 'aws: prefixed tag key names are not allowed for external use.');
  const all = { ...before, ...Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value])) };
  if (Object.keys(all).length > MOST)
    throw new AwsError('TooManyTagsError', `A resource must not have more than ${MOST} tags.`);
  return all;
}
