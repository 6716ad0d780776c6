import type {
  DeleteObjectCommandInput,
  DeleteObjectCommandOutput,
  DeleteObjectsCommandInput,
  DeleteObjectsCommandOutput,
} from '@aws-sdk/client-s3';
import type { Operation, RequestContext } from '../../../core/service.ts';
import { type Bucket, objectArn } from '../bucket.ts';
import { announce, bucketOf, forObject, newVersion, type S3State } from '../state.ts';

const MARKER_META = {
  metadata: {},
  headers: {},
  checksums: {},
  tags: {},
  storageClass: 'STANDARD',
  encryption: 'AES256',
};

interface Deleted {
  readonly marker: boolean;
  readonly version: string | undefined;
}

/** Without a version a versioned bucket gets a delete marker; what is not there is deleted with success. */
function remove(
  state: S3State,
  bucket: Bucket,
  key: string,
  version: string | undefined,
  reason: string,
  context: RequestContext,
): Deleted {
  if (version === undefined && bucket.versioning !== undefined) {
    const marker = {
      bucket: bucket.name,
      key,
      version: newVersion(state, bucket),
      marker: true,
      size: 0,
      etag: '',
      modified: context.now,
      meta: MARKER_META,
    };
    state.objects.put(marker, new Uint8Array());
    announce(state, bucket, 'Object Deleted', { ...marker, size: -1 }, reason, context);
    return { marker: true, version: marker.version };
  }
  const object =
    version === undefined ? state.objects.latest(bucket.name, key) : state.objects.version(bucket.name, key, version);
  if (!object) return { marker: false, version };
  state.objects.remove(object);
  announce(state, bucket, 'Object Deleted', object, reason, context);
  return { marker: object.marker, version };
}

export const deleteObject: Operation<
  S3State,
  DeleteObjectCommandInput,
  Omit<DeleteObjectCommandOutput, '$metadata'>
> = {
  resource: forObject,
  handle(state, { Bucket, Key = '', VersionId }, context) {
    const { marker, version } = remove(state, bucketOf(state, Bucket), Key, VersionId, 'DeleteObject', context);
    return { ...(marker ? { DeleteMarker: true } : {}), ...(version === undefined ? {} : { VersionId: version }) };
  },
};

export const deleteObjects: Operation<
  S3State,
  DeleteObjectsCommandInput,
  Omit<DeleteObjectsCommandOutput, '$metadata'>
> = {
  action: 's3:DeleteObject',
  resource: ({ Bucket = '', Delete }) => (Delete?.Objects ?? []).map(({ Key = '' }) => objectArn(Bucket, Key)),
  handle(state, input, context) {
    const bucket = bucketOf(state, input.Bucket);
    const deleted = (input.Delete?.Objects ?? []).map(({ Key = '', VersionId }) => {
      const { marker, version } = remove(state, bucket, Key, VersionId, 'DeleteObjects', context);
      return {
        Key,
        ...(VersionId === undefined ? {} : { VersionId }),
        ...(marker ? { DeleteMarker: true, ...(version === undefined ? {} : { DeleteMarkerVersionId: version }) } : {}),
      };
    });
    return input.Delete?.Quiet ? {} : { Deleted: deleted };
  },
};
