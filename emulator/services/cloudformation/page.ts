import { validationError } from './template/template-error.ts';

const SIZE = 100;

const tokenOf = (offset: number): string => Buffer.from(`page:${offset}`).toString('base64url');

/** The place that a paging token stands for. @throws AwsError `ValidationError` */
export function placeOf(token: string | undefined): number | undefined {
  if (token === undefined) return undefined;
  const found = /^page:(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  if (!found) throw validationError('NextToken is invalid');
  return Number(found[1]);
}

/** One page of a list, and the token of the next. @throws AwsError `ValidationError` */
export function pageOf<T>(
  all: readonly T[],
  token: string | undefined,
  size = SIZE,
): { items: T[]; next: { NextToken?: string } } {
  const from = placeOf(token) ?? 0;
  const items = all.slice(from, from + size);
  return { items, next: from + size < all.length ? { NextToken: tokenOf(from + size) } : {} };
}

export { tokenOf };
