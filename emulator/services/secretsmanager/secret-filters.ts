import type { Filter, FilterNameStringType } from '@aws-sdk/client-secrets-manager';
import type { Secret } from './state.ts';

type Matches = (secret: Secret, value: string) => boolean;

const begins = (text: string | undefined, value: string): boolean => text?.startsWith(value) ?? false;
const beginsInAnyCase = (text: string | undefined, value: string): boolean =>
  begins(text?.toLowerCase(), value.toLowerCase());

/** Each word must begin something that is known of the secret. */
const anywhere: Matches = ({ name, description, tags, owner }, value) => {
  const known = [name, description, owner, ...Object.entries(tags).flat()];
  return value.split(/\s+/).every((word) => known.some((text) => beginsInAnyCase(text, word)));
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Filter.html */
const MATCHES: Readonly<Record<FilterNameStringType, Matches>> = {
  all: anywhere,
  description: ({ description }, value) => beginsInAnyCase(description, value),
  name: ({ name }, value) => begins(name, value),
  'owning-service': ({ owner }, value) => begins(owner, value),
  'primary-region': ({ region }, value) => begins(region, value),
  'tag-key': ({ tags }, value) => Object.keys(tags).some((key) => begins(key, value)),
  'tag-value': ({ tags }, value) => Object.values(tags).some((text) => begins(text, value)),
};

/** Every filter must be met, by any of its values; a value behind an exclamation mark is met by all others. */
export const fitsFilters = (secret: Secret, filters: readonly Filter[]): boolean =>
  filters.every(({ Key, Values = [] }) => {
    const matches = Key === undefined ? anywhere : MATCHES[Key];
    return Values.some((value) => (value.startsWith('!') ? !matches(secret, value.slice(1)) : matches(secret, value)));
  });
