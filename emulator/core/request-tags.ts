import type { ConditionKeys } from './needed-permission.ts';

type Tag = { readonly [K in 'Key' | 'key' | 'TagKey' | 'Value' | 'value' | 'TagValue']?: unknown };

/** The tags that an input brings, in whichever of AWS's forms. */
function tagsOf(input: object): [string, string][] {
  const { Tags, tags = Tags } = input as { readonly Tags?: unknown; readonly tags?: unknown };
  if (typeof tags !== 'object' || tags === null) return [];
  if (!Array.isArray(tags)) return Object.entries(tags).map(([key, value]) => [key, String(value)]);
  return tags.map((tag: Tag) => [
    String(tag.Key ?? tag.key ?? tag.TagKey),
    String(tag.Value ?? tag.value ?? tag.TagValue ?? ''),
  ]);
}

/**
 * `aws:RequestTag/<key>` and `aws:TagKeys`; undefined where there are no tags.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requesttag
 */
export function requestTagKeys(input: object): ConditionKeys | undefined {
  const tags = tagsOf(input);
  if (tags.length === 0) return undefined;
  const byTag = tags.map(([key, value]) => [`aws:requesttag/${key.toLowerCase()}`, value] as const);
  return { ...Object.fromEntries(byTag), 'aws:tagkeys': tags.map(([key]) => key) };
}
