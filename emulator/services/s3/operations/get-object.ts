import type { GetObjectCommandInput, HeadObjectCommandInput } from '@aws-sdk/client-s3';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import type { Bucket } from '../bucket.ts';
import { checkRead } from '../conditions.ts';
import { noSuchKey, noSuchVersion } from '../errors.ts';
import type { ObjectInfo } from '../objects.ts';
import { bucketOf, forObject, type S3State } from '../state.ts';

/** @throws AwsError `NoSuchKey`, `NoSuchVersion`, `MethodNotAllowed` where the version is a delete marker */
export function objectOf(state: S3State, { name }: Bucket, key: string, version: string | undefined): ObjectInfo {
  const found = version === undefined ? state.objects.latest(name, key) : state.objects.version(name, key, version);
  if (!found) throw version === undefined ? noSuchKey(key) : noSuchVersion();
  if (found.marker && version !== undefined)
    throw new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', {
      status: 405,
    });
  if (found.marker) throw noSuchKey(key);
  return found;
}

/** The bytes a `Range` header asks for, ends included; undefined: all. @throws AwsError `InvalidRange` */
function rangeOf(header: string | undefined, size: number): readonly [number, number] | undefined {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!found || (found[1] === '' && found[2] === '')) return undefined;
  const [from, to] =
    found[1] === ''
      ? [Math.max(0, size - Number(found[2])), size - 1]
      : [Number(found[1]), found[2] === '' ? size - 1 : Math.min(Number(found[2]), size - 1)];
  if (from >= size || from > to) {
    throw new AwsError('InvalidRange', 'The requested range is not satisfiable', {
      status: 416,
      fields: { RangeRequested: header, ActualObjectSize: size },
    });
  }
  return [from, to];
}

const described = (object: ObjectInfo, bucket: Bucket, checksumMode: string | undefined): Record<string, unknown> => ({
  AcceptRanges: 'bytes',
  LastModified: new Date(object.modified),
  ContentLength: object.size,
  ETag: `"${object.etag}"`,
  ...object.meta.headers,
  Metadata: object.meta.metadata,
  ServerSideEncryption: object.meta.encryption,
  ...(object.meta.storageClass === 'STANDARD' ? {} : { StorageClass: object.meta.storageClass }),
  ...(bucket.versioning === undefined ? {} : { VersionId: object.version }),
  ...(checksumMode === 'ENABLED' ? object.meta.checksums : {}),
  ...(Object.keys(object.meta.tags).length > 0 ? { TagCount: Object.keys(object.meta.tags).length } : {}),
});

export const getObject: Operation<S3State, GetObjectCommandInput, object> = {
  resource: forObject,
  handle(state, input) {
    const bucket = bucketOf(state, input.Bucket);
    const object = objectOf(state, bucket, input.Key ?? '', input.VersionId);
    checkRead(object, input);
    const body = state.objects.body(object.id);
    const range = rangeOf(input.Range, object.size);
    const output = described(object, bucket, range ? undefined : input.ChecksumMode);
    if (!range) return { ...output, Body: body };
    const [from, to] = range;
    return {
      ...output,
      Body: body.subarray(from, to + 1),
      ContentLength: to - from + 1,
      ContentRange: `bytes ${from}-${to}/${object.size}`,
    };
  },
};

export const headObject: Operation<S3State, HeadObjectCommandInput, object> = {
  action: 's3:GetObject',
  resource: forObject,
  handle(state, input) {
    const bucket = bucketOf(state, input.Bucket);
    const found = state.objects.latest(bucket.name, input.Key ?? '');
    // A HEAD answer has no body to say more in than its status.
    if (input.VersionId === undefined && (!found || found.marker))
      throw new AwsError('NotFound', 'Not Found', { status: 404 });
    const object = objectOf(state, bucket, input.Key ?? '', input.VersionId);
    checkRead(object, input);
    return described(object, bucket, input.ChecksumMode);
  },
};
