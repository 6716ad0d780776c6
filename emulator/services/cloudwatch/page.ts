import { AwsError } from '../../core/aws-error.ts';

/** One page of a list. @throws AwsError `InvalidNextToken` */
export function pageOf<T>(
  all: readonly T[],
  token: string | undefined,
  size: number,
): { readonly page: readonly T[]; readonly next: { readonly NextToken?: string } } {
  const from = token === undefined || token === '' ? 0 : Number(Buffer.from(token, 'base64').toString('utf8'));
  if (!Number.isSafeInteger(from) || from < 0) throw new AwsError('InvalidNextToken', 'Invalid NextToken');
  const end = from + size;
  return {
    page: all.slice(from, end),
    next: end < all.length ? { NextToken: Buffer.from(String(end)).toString('base64') } : {},
  };
}
