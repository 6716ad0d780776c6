import type { Tag } from '@aws-sdk/client-sfn';
import { AwsError } from '../../core/aws-error.ts';

const LIMIT = 50;

/**
 * Tags put onto those that are there already.
 * @throws AwsError `TooManyTags`, `ValidationException` where a key has AWS's own prefix or comes twice
 */
export function withTags(
  tags: readonly Tag[] | undefined,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const after = { ...before };
  const seen = new Set<string>();
  for (const { key = '', value = '' } of tags ?? []) {
    if (key.toLowerCase().startsWith('aws:')) {
      throw new AwsError('ValidationException', `Tag key '${key}' must not start with the reserved prefix 'aws:'.`);
    }
    if (seen.has(key)) throw new AwsError('ValidationException', `Duplicate tag key: '${key}'.`);
    seen.add(key);
    after[key] = value;
  }
  if (Object.keys(after).length > LIMIT) throw new AwsError('TooManyTags', `Too many tags: at most ${LIMIT}.`);
  return after;
}

export const tagList = (tags: Readonly<Record<string, string>>): Tag[] =>
  Object.entries(tags).map(([key, value]) => ({ key, value }));
