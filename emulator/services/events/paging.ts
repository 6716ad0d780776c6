import { invalidParameter } from './errors.ts';

const LARGEST_PAGE = 100;

export interface Page<T> {
  readonly items: T[];
  /** Spread into the output: it is left out on the last page. */
  readonly next: { readonly NextToken?: string };
}

const tokenOf = (key: string): string => Buffer.from(key).toString('base64url');

function keyOf(token: string): string {
  const key = Buffer.from(token, 'base64url').toString('utf8');
  if (tokenOf(key) !== token) throw invalidParameter('NextToken', 'Malformed request.');
  return key;
}

/**
 * One page of entries sorted by key. The token holds the last key, so that what comes or goes
 * between two calls neither repeats nor hides others.
 * @throws AwsError `ValidationException` where the token was not given out by this function
 */
export function pageOf<T>(
  entries: readonly (readonly [key: string, value: T])[],
  { NextToken, Limit }: { readonly NextToken?: string | undefined; readonly Limit?: number | undefined },
): Page<T> {
  const after = NextToken === undefined ? undefined : keyOf(NextToken);
  const start = after === undefined ? 0 : entries.findIndex(([key]) => key > after);
  const size = Limit ?? LARGEST_PAGE;
  const page = start < 0 ? [] : entries.slice(start, start + size);
  const last = page.at(-1);
  const more = start >= 0 && start + size < entries.length;
  return { items: page.map(([, value]) => value), next: more && last ? { NextToken: tokenOf(last[0]) } : {} };
}
