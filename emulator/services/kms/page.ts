import { AwsError } from '../../core/aws-error.ts';
import { cutPage } from '../../core/page.ts';

/** One page of a list. @throws AwsError `InvalidMarkerException` */
export function pageOf<T>(
  all: readonly T[],
  marker: string | undefined,
  size: number,
): { readonly page: readonly T[]; readonly next: { readonly Truncated: boolean; readonly NextMarker?: string } } {
  const cut = cutPage(all, marker, size);
  if (!cut) throw new AwsError('InvalidMarkerException', 'Could not deserialize marker');
  const { items, token } = cut;
  return { page: items, next: token === undefined ? { Truncated: false } : { Truncated: true, NextMarker: token } };
}
