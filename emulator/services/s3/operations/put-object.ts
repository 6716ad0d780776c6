import { createHash } from 'node:crypto';
import type { PutObjectCommandInput, PutObjectCommandOutput } from '@aws-sdk/client-s3';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { checkAcl } from '../acl.ts';
import { checksumsOf } from '../checksums.ts';
import { checkWrite } from '../conditions.ts';
import { metaOf } from '../meta.ts';
import { announce, bucketOf, forObject, newVersion, type S3State } from '../state.ts';

const KEY_LIMIT = 1024;

/** @throws AwsError `KeyTooLongError` */
export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > KEY_LIMIT) {
    throw new AwsError('KeyTooLongError', 'Your key is too long', {
      status: 400,
      fields: { Size: Buffer.byteLength(key), MaxSizeAllowed: KEY_LIMIT },
    });
  }
}

export const versionHeader = (versioning: string | undefined, version: string): { VersionId?: string } =>
  versioning === undefined ? {} : { VersionId: version };

export const putObject: Operation<
  S3State,
  PutObjectCommandInput & { Body?: Uint8Array },
  Omit<PutObjectCommandOutput, '$metadata'>
> = {
  resource: forObject,
  conditionKeys: ({ ACL, ServerSideEncryption }) => ({
    's3:x-amz-acl': ACL,
    's3:x-amz-server-side-encryption': ServerSideEncryption,
  }),
  handle(state, input, context) {
    const bucket = bucketOf(state, input.Bucket);
    const { Key: key = '', Body: body = new Uint8Array() } = input;
    checkKey(key);
    checkAcl(input);
    checkWrite(state.objects.latest(bucket.name, key), input);
    const checksums = checksumsOf(input, body);
    const etag = createHash('md5').update(body).digest('hex');
    const version = newVersion(state, bucket);
    const meta = metaOf(input, checksums);
    const object = {
      bucket: bucket.name,
      key,
      version,
      marker: false,
      size: body.length,
      etag,
      modified: context.now,
      meta,
    };
    state.objects.put(object, body);
    announce(state, bucket, 'Object Created', object, 'PutObject', context);
    return {
      ETag: `"${etag}"`,
      ServerSideEncryption: meta.encryption as 'AES256',
      ...checksums,
      ...versionHeader(bucket.versioning, version),
    };
  },
};
