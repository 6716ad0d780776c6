import { AwsError } from '../../core/aws-error.ts';

const LONGEST = 50;

/**
 * A page of what is already in the order of its keys. Lambda gives at most 50, whatever is asked for.
 * @throws AwsError `InvalidParameterValueException` where the marker is not one of ours
 */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  marker: string | undefined,
  maxItems: number | undefined,
): { readonly shown: readonly T[]; readonly next: { readonly NextMarker?: string } } {
  const after = marker === undefined ? undefined : Buffer.from(marker, 'base64').toString('utf8');
  const start = after === undefined ? 0 : items.findIndex((item) => keyOf(item) > after);
  if (marker !== undefined && Buffer.from(after ?? '').toString('base64') !== marker)
    throw new AwsError('InvalidParameterValueException', 'The provided Marker is not valid.');
  const rest = start < 0 ? [] : items.slice(start);
  const shown = rest.slice(0, Math.min(maxItems ?? LONGEST, LONGEST));
  const last = shown.at(-1);
  const more = rest.length > shown.length && last !== undefined;
  return { shown, next: more ? { NextMarker: Buffer.from(keyOf(last)).toString('base64') } : {} };
}
