import { notModified, preconditionFailed } from './errors.ts';
import type { ObjectInfo } from './objects.ts';

interface ReadConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfModifiedSince?: Date | undefined;
  readonly IfUnmodifiedSince?: Date | undefined;
}

const same = (given: string, etag: string): boolean =>
  given === '*' || given.replace(/^W\//, '').replaceAll('"', '') === etag;
const seconds = (instant: number): number => Math.floor(instant / 1000);

/** @throws AwsError `PreconditionFailed` (412), `NotModified` (304) */
export function checkRead({ etag, modified }: ObjectInfo, given: ReadConditions): void {
  if (given.IfMatch !== undefined && !same(given.IfMatch, etag)) throw preconditionFailed('If-Match');
  if (
    given.IfMatch === undefined &&
    given.IfUnmodifiedSince &&
    seconds(modified) > seconds(given.IfUnmodifiedSince.getTime())
  ) {
    throw preconditionFailed('If-Unmodified-Since');
  }
  if (given.IfNoneMatch !== undefined && same(given.IfNoneMatch, etag)) throw notModified();
  if (
    given.IfNoneMatch === undefined &&
    given.IfModifiedSince &&
    seconds(modified) <= seconds(given.IfModifiedSince.getTime())
  )
    throw notModified();
}

/** Conditional writes. @throws AwsError `PreconditionFailed` */
export function checkWrite(
  current: ObjectInfo | undefined,
  given: Pick<ReadConditions, 'IfMatch' | 'IfNoneMatch'>,
): void {
  const living = current && !current.marker ? current : undefined;
  if (given.IfNoneMatch !== undefined && living) throw preconditionFailed('If-None-Match');
  if (given.IfMatch !== undefined && !(living && same(given.IfMatch, living.etag)))
    throw preconditionFailed('If-Match');
}
