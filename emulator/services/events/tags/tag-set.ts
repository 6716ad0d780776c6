import type { Tag } from '@aws-sdk/client-eventbridge';
import { invalid, limitExceeded } from '../errors.ts';

export type Tags = Readonly<Record<string, string>>;

const MOST_TAGS = 50;
const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/**
 * The tags with others added; a key that is there already takes the new value.
 * https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
 * @throws AwsError `ValidationException`, `LimitExceededException`
 */
export function withTags(tags: Tags, added: readonly Tag[] = []): Tags {
  const seen = new Set<string>();
  for (const { Key = '', Value = '' } of added) {
    if (/^aws:/i.test(Key)) throw invalid(`aws: prefixed tag key names are not allowed for external use.`);
    if (!CHARACTERS.test(Key) || !CHARACTERS.test(Value)) {
      throw invalid(`Tag key or value holds characters that are not allowed: ${Key}`);
    }
    if (seen.has(Key)) throw invalid(`Duplicate tag key: ${Key}`);
    seen.add(Key);
  }
  const all = { ...tags, ...Object.fromEntries(added.map(({ Key = '', Value = '' }) => [Key, Value])) };
  if (Object.keys(all).length > MOST_TAGS) throw limitExceeded();
  return all;
}

export const withoutTags = (tags: Tags, keys: readonly string[]): Tags =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => !keys.includes(key)));

export const tagList = (tags: Tags): Tag[] =>
  Object.entries(tags)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([Key, Value]) => ({ Key, Value }));
