import type { AwsError } from './aws-error.ts';

/** A part of a list, and the token that leads to the next part where there is one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly token: string | undefined;
}

/**
 * Cuts one page out of a list. Tokens are opaque: the position in base64.
 * @param token undefined or empty: the first page
 * @returns undefined where the token is none of ours, which every service words in its own way
 */
export function cutPage<T>(all: readonly T[], token: string | undefined, size: number): Page<T> | undefined {
  const from = token === undefined || token === '' ? 0 : Number(Buffer.from(token, 'base64').toString('utf8'));
  if (!Number.isSafeInteger(from) || from < 0) return undefined;
  const end = from + size;
  return {
    items: all.slice(from, end),
    token: end < all.length ? Buffer.from(String(end)).toString('base64') : undefined,
  };
}

/** A page of a list as most services give it: what is left of it begins at `NextToken`. */
export interface TokenPage<T> {
  readonly page: readonly T[];
  /** Spread into the output: it is left out on the last page. */
  readonly next: { readonly NextToken?: string };
}

/**
 * Pages of lists that go on at `NextToken`.
 * @param refusal the service's own words for a token that is none of ours
 */
export const tokenPages =
  (refusal: () => AwsError) =>
  <T>(all: readonly T[], token: string | undefined, size: number): TokenPage<T> => {
    const cut = cutPage(all, token, size);
    if (!cut) throw refusal();
    return { page: cut.items, next: cut.token === undefined ? {} : { NextToken: cut.token } };
  };
