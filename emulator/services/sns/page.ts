import { invalid } from './errors.ts';

const SIZE = 100;

/** A hundred at a time. @throws AwsError `InvalidParameterException` where the token is none of ours */
export function pageOf<T>(
  all: readonly T[],
  token: string | undefined,
): { readonly page: readonly T[]; readonly next: { readonly NextToken?: string } } {
  const from = token === undefined || token === '' ? 0 : Number(Buffer.from(token, 'base64').toString('utf8'));
  if (!Number.isSafeInteger(from) || from < 0) throw invalid('NextToken');
  const end = from + SIZE;
  return {
    page: all.slice(from, end),
    next: end < all.length ? { NextToken: Buffer.from(String(end)).toString('base64') } : {},
  };
}
