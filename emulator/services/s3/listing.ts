import type { ListObjectsV2CommandInput } from '@aws-sdk/client-s3';
import { invalidArgument } from './errors.ts';
import type { ObjectInfo } from './objects.ts';
import { bucketOf, type S3State } from './state.ts';

/** The most that one answer lists, whatever is asked for. */
const LARGEST_PAGE = 1000;
export const BATCH = 1000;
const LAST = '\u{10ffff}';

interface Page {
  readonly objects: ObjectInfo[];
  readonly prefixes: string[];
  /** Where the next page begins (behind this key); undefined: this is the last. */
  readonly next: string | undefined;
}

/** One page: keys with the prefix, those that share text up to the delimiter folded into one prefix. */
function page(state: S3State, bucket: string, prefix: string, delimiter: string, after: string, limit: number): Page {
  const objects: ObjectInfo[] = [];
  const prefixes: string[] = [];
  if (limit === 0) return { objects, prefixes, next: undefined };
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

/** How names stand in the answer, by its `EncodingType`. */
export const encoder =
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
export const listingKeys = ({
  Prefix,
  Delimiter,
  MaxKeys,
}: Pick<ListObjectsV2CommandInput, 'Prefix' | 'Delimiter' | 'MaxKeys'>) => ({
  's3:prefix': Prefix ?? '',
  's3:delimiter': Delimiter,
  's3:max-keys': MaxKeys === undefined ? undefined : String(MaxKeys),
});

type Asked = Pick<ListObjectsV2CommandInput, 'Bucket' | 'Prefix' | 'Delimiter' | 'MaxKeys' | 'EncodingType'>;

/**
 * How many an answer lists at most.
 * @throws AwsError `InvalidArgument`
 */
export function pageSize(maxKeys: number = LARGEST_PAGE): number {
  if (maxKeys < 0)
    throw invalidArgument('Argument maxKeys must be an integer between 0 and 2147483647', {
      ArgumentName: 'max-keys',
      ArgumentValue: String(maxKeys),
    });
  return Math.min(maxKeys, LARGEST_PAGE);
}

/**
 * What both lists of objects have in common.
 * @param after the key behind which the page begins
 * @throws AwsError `NoSuchBucket`, `InvalidArgument`
 */
export function listing(state: S3State, input: Asked, after: string) {
  const { name } = bucketOf(state, input.Bucket);
  const { Prefix = '', Delimiter = '', EncodingType } = input;
  const limit = pageSize(input.MaxKeys);
  const encode = encoder(EncodingType);
  const { objects, prefixes, next } = page(state, name, Prefix, Delimiter, after, limit);
  return {
    next,
    encode,
    output: {
      Name: name,
      Prefix: encode(Prefix),
      ...(Delimiter === '' ? {} : { Delimiter: encode(Delimiter) }),
      MaxKeys: limit,
      ...(EncodingType === undefined ? {} : { EncodingType }),
      IsTruncated: next !== undefined,
      Contents: objects.map((object) => shown(object, encode)),
      CommonPrefixes: prefixes.map((prefix) => ({ Prefix: encode(prefix) })),
    },
  };
}
