import type { EventSink } from '../../core/aws-event.ts';
import type { RequestContext, ServiceDeps } from '../../core/service.ts';
import type { Collection, Store } from '../../store/store.ts';
import { type Bucket, bucketArn, objectArn } from './bucket.ts';
import { noSuchBucket } from './errors.ts';
import { createObjects, type ObjectInfo, type ObjectMeta, type Objects } from './objects.ts';

export interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly meta: ObjectMeta;
  readonly started: number;
}

export interface S3State {
  readonly deps: ServiceDeps<Store>;
  readonly buckets: Collection<Bucket>;
  readonly uploads: Collection<Upload>;
  readonly objects: Objects;
  readonly events: EventSink;
}

export const createState = (deps: ServiceDeps<Store>, events: EventSink): S3State => ({
  deps,
  buckets: deps.store.collection('s3.buckets'),
  uploads: deps.store.collection('s3.uploads'),
  objects: createObjects(deps.store),
  events,
});

/** @throws AwsError `NoSuchBucket` */
export function bucketOf({ buckets }: S3State, name: string | undefined): Bucket {
  const bucket = buckets.get(name ?? '');
  if (!bucket) throw noSuchBucket(name ?? '');
  return bucket;
}

export const forBucket = ({ Bucket = '' }: { Bucket?: string | undefined }): string => bucketArn(Bucket);
export const forObject = ({
  Bucket = '',
  Key = '',
}: {
  Bucket?: string | undefined;
  Key?: string | undefined;
}): string => objectArn(Bucket, Key);

export const newVersion = ({ deps }: S3State, bucket: Bucket): string =>
  bucket.versioning === 'Enabled' ? deps.ids.text(32) : 'null';

/** Tells the default bus of an object made or deleted, if EventBridge is on for the bucket. */
export function announce(
  state: S3State,
  bucket: Bucket,
  kind: 'Object Created' | 'Object Deleted',
  object: Pick<ObjectInfo, 'key' | 'size' | 'etag' | 'version'>,
  reason: string,
  context: RequestContext,
): void {
  const notification = bucket.configurations.notification as { EventBridgeConfiguration?: object } | undefined;
  if (!notification?.EventBridgeConfiguration) return;
  const versionId = bucket.versioning === undefined ? {} : { 'version-id': object.version };
  const created = kind === 'Object Created';
  const deleted = object.size < 0 ? 'Delete Marker Created' : 'Permanently Deleted';
  state.events.put({
    accountId: bucket.accountId,
    region: bucket.region,
    source: 'aws.s3',
    detailType: kind,
    time: context.now,
    resources: [bucketArn(bucket.name)],
    detail: {
      version: '0',
      bucket: { name: bucket.name },
      object: {
        key: object.key,
        ...(created ? { size: object.size, etag: object.etag } : {}),
        ...versionId,
        sequencer: context.now.toString(16).toUpperCase().padStart(18, '0'),
      },
      'request-id': context.requestId,
      requester: context.caller.accountId,
      'source-ip-address': context.sourceIp ?? '127.0.0.1',
      reason,
      ...(created ? {} : { 'deletion-type': deleted }),
    },
  });
}
