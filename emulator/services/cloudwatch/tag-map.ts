import { validation } from './errors.ts';

const MOST = 50;

/** @throws AwsError `ValidationException` */
export function tagMap(
  tags: readonly { readonly Key: string | undefined; readonly Value: string | undefined }[],
  before: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const all = { ...before, ...Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value])) };
  if (Object.keys(all).length > MOST) throw validation(`A resource must not have more than ${MOST} tags.`);
  return all;
}
