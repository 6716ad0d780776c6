import { AwsError } from '../../core/aws-error.ts';

export type Tags = Readonly<Record<string, string>>;
export interface Tag {
  readonly Key: string | undefined;
  readonly Value: string | undefined;
}

/** @throws AwsError `InvalidInputException` where a key comes twice, `LimitExceededException` over 50 */
export function tagsOf(list: readonly Tag[] | undefined, before: Tags = {}): Tags {
  const keys = (list ?? []).map(({ Key = '' }) => Key.toLowerCase());
  if (new Set(keys).size < keys.length)
    throw new AwsError(
      'InvalidInputException',
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    );
  const tags = { ...before, ...Object.fromEntries((list ?? []).map(({ Key = '', Value = '' }) => [Key, Value])) };
  if (Object.keys(tags).length > 50)
    throw new AwsError('LimitExceededException', 'The number of tags has reached the maximum limit.');
  return tags;
}

export const tagList = (tags: Tags): { Key: string; Value: string }[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

export const without = (tags: Tags, keys: readonly string[]): Tags =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => !keys.includes(key)));
