import type { CopyObjectCommandInput, CopyObjectCommandOutput } from '@aws-sdk/client-s3';
import type { Operation } from '../../../core/service.ts';
import { invalidArgument } from '../errors.ts';
import { metaOf } from '../meta.ts';
import { announce, bucketOf, forObject, newVersion, type S3State } from '../state.ts';
import { objectOf } from './get-object.ts';
import { checkKey, versionHeader } from './put-object.ts';

export const copyObject: Operation<S3State, CopyObjectCommandInput, Omit<CopyObjectCommandOutput, '$metadata'>> = {
  action: 's3:PutObject',
  resource: forObject,
  handle(state, input, context) {
    const bucket = bucketOf(state, input.Bucket);
    const [, from = '', fromKey = '', version] =
      /^\/?([^/]+)\/(.+?)(?:\?versionId=(.+))?$/s.exec(decodeURIComponent(input.CopySource ?? '')) ?? [];
    if (fromKey === '') throw invalidArgument('Invalid copy source object key');
    const source = objectOf(state, bucketOf(state, from), fromKey, version);
    const key = input.Key ?? '';
    checkKey(key);
    const replaces = input.MetadataDirective === 'REPLACE';
    if (!replaces && from === bucket.name && fromKey === key && version === undefined) {
      throw invalidArgument(
        "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
      );
    }
    const meta = replaces ? metaOf(input, source.meta.checksums) : source.meta;
    const object = {
      bucket: bucket.name,
      key,
      version: newVersion(state, bucket),
      marker: false,
      size: source.size,
      etag: source.etag,
      modified: context.now,
      meta,
    };
    state.objects.put(object, state.objects.body(source.id));
    announce(state, bucket, 'Object Created', object, 'CopyObject', context);
    return {
      CopyObjectResult: { ETag: `"${object.etag}"`, LastModified: new Date(context.now) },
      ...versionHeader(bucket.versioning, object.version),
    };
  },
};
