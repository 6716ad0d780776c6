import { AwsError } from '../../core/aws-error.ts';
import { invalid } from './errors.ts';

const MOST = 50;

/** @throws AwsError `InvalidParameterException`, `TagLimitExceededException` */
export function tagMap(
  tags: readonly { readonly Key: string | undefined; readonly Value: string | undefined }[],
  before: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const keys = tags.map(({ Key = '' }) => Key);
  if (new Set(keys).size < keys.length) throw invalid('Tags Reason: Duplicated keys are not allowed.');
  if (keys.some((key) => key.startsWith('aws:')))
    throw invalid('Tags Reason: aws: prefixed tag key names are not allowed for external use.');
  const all = { ...before, ...Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value])) };
  if (Object.keys(all).length > MOST)
    throw new AwsError('TagLimitExceededException', 'Could not complete request: tag quota of per resource exceeded');
  return all;
}
