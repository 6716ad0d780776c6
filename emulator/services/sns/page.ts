import { cutPage } from '../../core/page.ts';
import { invalid } from './errors.ts';

const SIZE = 100;

/** A hundred at a time. @throws AwsError `InvalidParameterException` where the token is none of ours */
export function pageOf<T>(
  all: readonly T[],
  from: string | undefined,
): { readonly page: readonly T[]; readonly next: { readonly NextToken?: string } } {
  const cut = cutPage(all, from, SIZE);
  if (!cut) throw invalid('NextToken');
  return { page: cut.items, next: cut.token === undefined ? {} : { NextToken: cut.token } };
}
