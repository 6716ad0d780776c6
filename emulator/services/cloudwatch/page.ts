import { AwsError } from '../../core/aws-error.ts';
import { cutPage } from '../../core/page.ts';

/** One page of a list. @throws AwsError `InvalidNextToken` */
export function pageOf<T>(
  all: readonly T[],
  from: string | undefined,
  size: number,
): { readonly page: readonly T[]; readonly next: { readonly NextToken?: string } } {
  const cut = cutPage(all, from, size);
  if (!cut) throw new AwsError('InvalidNextToken', 'Invalid NextToken');
  return { page: cut.items, next: cut.token === undefined ? {} : { NextToken: cut.token } };
}
