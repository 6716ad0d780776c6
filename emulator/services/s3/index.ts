import type { EventSink } from '../../core/aws-event.ts';
import type { Service, ServiceDeps } from '../../core/service.ts';
import type { Store } from '../../store/store.ts';
import { bucketConfigurations, getBucketVersioning, putBucketVersioning } from './operations/bucket-configurations.ts';
import { deleteBucketPolicy, getBucketPolicy, putBucketPolicy } from './operations/bucket-policy.ts';
import { createBucket, deleteBucket, getBucketLocation, headBucket, listBuckets } from './operations/buckets.ts';
import { copyObject } from './operations/copy-object.ts';
import { deleteObject, deleteObjects } from './operations/delete-object.ts';
import { getObject, headObject } from './operations/get-object.ts';
import { listObjectVersions } from './operations/list-object-versions.ts';
import { listObjects } from './operations/list-objects.ts';
import { listObjectsV2 } from './operations/list-objects-v2.ts';
import * as multipart from './operations/multipart.ts';
import { putObject } from './operations/put-object.ts';
import { createState, type S3State } from './state.ts';

/** Amazon S3: buckets with their configurations, objects with versions, multipart uploads. */
export function createS3(deps: ServiceDeps<Store>, events: EventSink): Service<S3State> {
  const state = createState(deps, events);
  return {
    id: 's3',
    state,
    operations: {
      ...bucketConfigurations,
      AbortMultipartUpload: multipart.abortMultipartUpload,
      CompleteMultipartUpload: multipart.completeMultipartUpload,
      CopyObject: copyObject,
      CreateBucket: createBucket,
      CreateMultipartUpload: multipart.createMultipartUpload,
      DeleteBucket: deleteBucket,
      DeleteBucketPolicy: deleteBucketPolicy,
      DeleteObject: deleteObject,
      DeleteObjects: deleteObjects,
      GetBucketLocation: getBucketLocation,
      GetBucketPolicy: getBucketPolicy,
      GetBucketVersioning: getBucketVersioning,
      GetObject: getObject,
      HeadBucket: headBucket,
      HeadObject: headObject,
      ListBuckets: listBuckets,
      ListObjectVersions: listObjectVersions,
      ListObjects: listObjects,
      ListObjectsV2: listObjectsV2,
      ListParts: multipart.listParts,
      PutBucketPolicy: putBucketPolicy,
      PutBucketVersioning: putBucketVersioning,
      PutObject: putObject,
      UploadPart: multipart.uploadPart,
    },
    resourcePolicy: (arn) => state.buckets.get(arn.slice('arn:aws:s3:::'.length).split('/')[0] ?? '')?.policy,
  };
}
