import type { ListObjectVersionsCommandInput } from '@aws-sdk/client-s3';
import type { Operation } from '../../../core/service.ts';
import { BATCH, encoder, listingKeys, pageSize } from '../listing.ts';
import type { ObjectInfo } from '../objects.ts';
import { bucketOf, forBucket, type S3State } from '../state.ts';

export const listObjectVersions: Operation<S3State, ListObjectVersionsCommandInput, object> = {
  action: 's3:ListBucketVersions',
  resource: forBucket,
  conditionKeys: listingKeys,
  handle(state, input) {
    const { name } = bucketOf(state, input.Bucket);
    const { Prefix = '', KeyMarker = '', VersionIdMarker } = input;
    const encode = encoder(input.EncodingType);
    const limit = pageSize(input.MaxKeys);
    const all = state.objects
      .versions(name, [KeyMarker, Prefix].sort().at(-1) ?? '', limit + BATCH)
      .filter(({ key }) => key.startsWith(Prefix));
    const start =
      VersionIdMarker === undefined
        ? all.findIndex(({ key }) => key > KeyMarker || KeyMarker === '')
        : all.findIndex(({ key, version }) => key === KeyMarker && version === VersionIdMarker) + 1;
    const rest = start < 0 ? [] : all.slice(start);
    const items = rest.slice(0, limit);
    const last = items.at(-1);
    const common = (object: ObjectInfo) => ({
      Key: encode(object.key),
      VersionId: object.version,
      IsLatest: object.latest,
      LastModified: new Date(object.modified),
    });
    return {
      Name: name,
      Prefix: encode(Prefix),
      MaxKeys: limit,
      ...(input.EncodingType === undefined ? {} : { EncodingType: input.EncodingType }),
      IsTruncated: limit > 0 && rest.length > limit,
      ...(rest.length > limit && last ? { NextKeyMarker: encode(last.key), NextVersionIdMarker: last.version } : {}),
      Versions: items
        .filter(({ marker }) => !marker)
        .map((object) => ({
          ...common(object),
          ETag: `"${object.etag}"`,
          Size: object.size,
          StorageClass: object.meta.storageClass,
        })),
      DeleteMarkers: items.filter(({ marker }) => marker).map(common),
    };
  },
};
