import { AwsError } from '../../core/aws-error.ts';

const MOST = 50;

/** @throws AwsError `InvalidTagParameterException`, `TagsLimitExceededException` */
export function tagMap(
  tags: readonly { readonly Key: string | undefined; readonly Value?: string | undefined }[],
  before: Readonly<Record<string, string>> = {},
): Record<string, string> {
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length)
    throw new AwsError('InvalidTagParameterException', 'Duplicate tag keys are not allowed.');
  const all = { ...before, ...Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value])) };
  if (Object.keys(all).length > MOST)
    throw new AwsError('TagsLimitExceededException', `A trail must not have more than ${MOST} tags.`);
  return all;
}
