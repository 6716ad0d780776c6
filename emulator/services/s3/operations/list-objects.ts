import type {
  ListObjectsCommandInput,
  ListObjectsV2CommandInput,
  ListObjectVersionsCommandInput,
} from '@aws-sdk/client-s3';
import type { Operation } from '../../../core/service.ts';
import type { ObjectInfo } from '../objects.ts';
import { bucketOf, forBucket, type S3State } from '../state.ts';

const LIMIT = 1000;
const BATCH = 1000;
const LAST = '\u{10ffff}';

interface Listing {
  readonly objects: ObjectInfo[];
  readonly prefixes: string[];
  /** Where the next page begins (behind this key); undefined: this is the last. */
  readonly next: string | undefined;
}

/** One page: keys with the prefix, those that share text up to the delimiter folded into one prefix. */
function page(
  state: S3State,
  bucket: string,
  prefix: string,
  delimiter: string,
  after: string,
  limit: number,
): Listing {
  const objects: ObjectInfo[] = [];
  const prefixes: string[] = [];
  let from =
    after < prefix
      ? prefix === ''
        ? ''
        : `${prefix.slice(0, -1)}${String.fromCodePoint((prefix.codePointAt(prefix.length - 1) ?? 1) - 1)}${LAST}`
      : after;
  let last = after;
  for (;;) {
    const batch = state.objects.after(bucket, from, BATCH);
    for (const object of batch) {
      from = object.key;
      if (!object.key.startsWith(prefix)) {
        if (object.key > prefix) return { objects, prefixes, next: undefined };
        continue;
      }
      const cut = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
      const folded = cut < 0 ? undefined : object.key.slice(0, cut + delimiter.length);
      if (folded !== undefined && (folded === prefixes.at(-1) || after.startsWith(folded))) continue;
      if (objects.length + prefixes.length >= limit) return { objects, prefixes, next: last };
      last = folded ?? object.key;
      if (folded === undefined) objects.push(object);
      else prefixes.push(folded);
    }
    if (batch.length < BATCH) return { objects, prefixes, next: undefined };
  }
}

const encoder =
  (type: string | undefined) =>
  (text: string): string =>
    type === 'url' ? encodeURIComponent(text).replaceAll('%2F', '/') : text;

const shown = ({ key, modified, etag, size, meta }: ObjectInfo, encode: (text: string) => string) => ({
  Key: encode(key),
  LastModified: new Date(modified),
  ETag: `"${etag}"`,
  Size: size,
  StorageClass: meta.storageClass,
});

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-policy-keys */
const listingKeys = ({
  Prefix,
  Delimiter,
  MaxKeys,
}: Pick<ListObjectsV2CommandInput, 'Prefix' | 'Delimiter' | 'MaxKeys'>) => ({
  's3:prefix': Prefix ?? '',
  's3:delimiter': Delimiter,
  's3:max-keys': MaxKeys === undefined ? undefined : String(MaxKeys),
});

export const listObjectsV2: Operation<S3State, ListObjectsV2CommandInput, object> = {
  action: 's3:ListBucket',
  resource: forBucket,
  conditionKeys: listingKeys,
  handle(state, input) {
    const { name } = bucketOf(state, input.Bucket);
    const { Prefix = '', Delimiter = '', MaxKeys = LIMIT, ContinuationToken, StartAfter = '' } = input;
    const after =
      ContinuationToken === undefined ? StartAfter : Buffer.from(ContinuationToken, 'base64').toString('utf8');
    const limit = Math.min(MaxKeys, LIMIT);
    const encode = encoder(input.EncodingType);
    const { objects, prefixes, next } = page(state, name, Prefix, Delimiter, after, limit);
    return {
      Name: name,
      Prefix: encode(Prefix),
      ...(Delimiter === '' ? {} : { Delimiter: encode(Delimiter) }),
      MaxKeys: limit,
      KeyCount: objects.length + prefixes.length,
      IsTruncated: next !== undefined,
      ...(ContinuationToken === undefined ? {} : { ContinuationToken }),
      ...(next === undefined ? {} : { NextContinuationToken: Buffer.from(next).toString('base64') }),
      ...(input.StartAfter === undefined ? {} : { StartAfter: encode(StartAfter) }),
      ...(input.EncodingType === undefined ? {} : { EncodingType: input.EncodingType }),
      Contents: objects.map((object) => shown(object, encode)),
      CommonPrefixes: prefixes.map((prefix) => ({ Prefix: encode(prefix) })),
    };
  },
};

export const listObjects: Operation<S3State, ListObjectsCommandInput, object> = {
  action: 's3:ListBucket',
  resource: forBucket,
  conditionKeys: listingKeys,
  handle(state, input) {
    const { name } = bucketOf(state, input.Bucket);
    const { Prefix = '', Delimiter = '', MaxKeys = LIMIT, Marker = '' } = input;
    const limit = Math.min(MaxKeys, LIMIT);
    const encode = encoder(input.EncodingType);
    const { objects, prefixes, next } = page(state, name, Prefix, Delimiter, Marker, limit);
    return {
      Name: name,
      Prefix: encode(Prefix),
      Marker: encode(Marker),
      MaxKeys: limit,
      IsTruncated: next !== undefined,
      ...(next !== undefined && Delimiter !== '' ? { NextMarker: encode(next) } : {}),
      ...(Delimiter === '' ? {} : { Delimiter: encode(Delimiter) }),
      Contents: objects.map((object) => shown(object, encode)),
      CommonPrefixes: prefixes.map((prefix) => ({ Prefix: encode(prefix) })),
    };
  },
};

export const listObjectVersions: Operation<S3State, ListObjectVersionsCommandInput, object> = {
  action: 's3:ListBucketVersions',
  resource: forBucket,
  conditionKeys: listingKeys,
  handle(state, input) {
    const { name } = bucketOf(state, input.Bucket);
    const { Prefix = '', MaxKeys = LIMIT, KeyMarker = '', VersionIdMarker } = input;
    const encode = encoder(input.EncodingType);
    const limit = Math.min(MaxKeys, LIMIT);
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
      IsTruncated: rest.length > limit,
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
