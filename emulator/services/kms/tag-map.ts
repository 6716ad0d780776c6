import { AwsError } from '../../core/aws-error.ts';

const MOST = 50;

/** @throws AwsError `TagException`, `LimitExceededException` */
export function tagMap(
  tags: readonly { readonly TagKey: string | undefined; readonly TagValue: string | undefined }[],
  before: Readonly<Record<string, string>> = {},
): Record<string, string> {
  if (tags.some(({ TagKey = '' }) => TagKey.startsWith('aws:')))
    throw new AwsError('TagException', 'Tag keys that begin with aws: are reserved.');
  if (new Set(tags.map(({ TagKey }) => TagKey)).size < tags.length)
    throw new AwsError('TagException', 'Duplicate tag keys.');
  const all = { ...before, ...Object.fromEntries(tags.map(({ TagKey = '', TagValue = '' }) => [TagKey, TagValue])) };
  if (Object.keys(all).length > MOST)
    throw new AwsError('LimitExceededException', `A key must not have more than ${MOST} tags.`);
  return all;
}
