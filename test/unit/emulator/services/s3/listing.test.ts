import {
  CreateBucketCommand,
  DeleteObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';

const Bucket = 'shelf';
const KEYS = ['a', 'b/1', 'b/2', 'b/c/3', 'b0', 'd e', 'z'];

let emulator: TestEmulator;
let s3: S3Client;

beforeAll(async () => {
  emulator = await testEmulator();
  s3 = new S3Client({ ...emulator.client, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket }));
  for (const Key of KEYS) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
});
afterAll(() => emulator.stop());

interface Listed {
  readonly Contents?: { readonly Key?: string | undefined }[] | undefined;
  readonly CommonPrefixes?: { readonly Prefix?: string | undefined }[] | undefined;
}
/** Keys, then common prefixes. */
const namesOf = ({ Contents = [], CommonPrefixes = [] }: Listed): (string | undefined)[] => [
  ...Contents.map(({ Key }) => Key),
  ...CommonPrefixes.map(({ Prefix }) => Prefix),
];
const list = (input: Omit<ListObjectsV2CommandInput, 'Bucket'>) =>
  s3.send(new ListObjectsV2Command({ Bucket, ...input }));

it.each<[string, Omit<ListObjectsV2CommandInput, 'Bucket'>, readonly string[], boolean]>([
  ['all of it', {}, KEYS, false],
  ['a prefix', { Prefix: 'b/' }, ['b/1', 'b/2', 'b/c/3'], false],
  ['a prefix that nothing has', { Prefix: 'c' }, [], false],
  ['what a delimiter folds', { Delimiter: '/' }, ['a', 'b0', 'd e', 'z', 'b/'], false],
  ['a folder', { Prefix: 'b/', Delimiter: '/' }, ['b/1', 'b/2', 'b/c/'], false],
  ['what comes after a key', { StartAfter: 'b/2' }, ['b/c/3', 'b0', 'd e', 'z'], false],
  ['two at most', { MaxKeys: 2 }, ['a', 'b/1'], true],
  ['none where none are asked for', { MaxKeys: 0 }, [], false],
  ['a prefix counts for one', { MaxKeys: 2, Delimiter: '/' }, ['a', 'b/'], true],
  ['names for a URL', { EncodingType: 'url', Prefix: 'd' }, ['d%20e'], false],
])('a list shows %s', async (_name, input, names, truncated) => {
  const answer = await list(input);
  expect(namesOf(answer)).toEqual(names);
  expect(answer).toMatchObject({
    Name: Bucket,
    Prefix: input.Prefix ?? '',
    MaxKeys: input.MaxKeys ?? 1000,
    KeyCount: names.length,
    IsTruncated: truncated,
  });
  expect(answer.NextContinuationToken !== undefined).toBe(truncated);
});

it.each<[string, string | undefined]>([
  ['keys', undefined],
  ['keys and prefixes', '/'],
])('%s come page by page, each once', async (_name, Delimiter) => {
  const found: (string | undefined)[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await list({ MaxKeys: 1, Delimiter, ContinuationToken });
    expect(page.ContinuationToken).toBe(ContinuationToken);
    found.push(...namesOf(page));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
  expect(found).toEqual(Delimiter === undefined ? KEYS : ['a', 'b/', 'b0', 'd e', 'z']);
});

it('the earlier list goes on at a marker, and names the next where it folds', async () => {
  const first = await s3.send(new ListObjectsCommand({ Bucket, MaxKeys: 2, Delimiter: '/' }));
  expect(first).toMatchObject({ Marker: '', Delimiter: '/', MaxKeys: 2, IsTruncated: true, NextMarker: 'b/' });
  expect(namesOf(first)).toEqual(['a', 'b/']);
  const rest = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: '/', Marker: 'b/' }));
  expect(rest).toMatchObject({ Marker: 'b/', IsTruncated: false });
  expect(rest.NextMarker).toBeUndefined();
  expect(namesOf(rest)).toEqual(['b0', 'd e', 'z']);
  const plain = await s3.send(new ListObjectsCommand({ Bucket, MaxKeys: 1 }));
  expect(plain.IsTruncated).toBe(true);
  expect(plain.NextMarker).toBeUndefined();
});

it('versions and delete markers come page by page', async () => {
  const versioned = 'versioned';
  await s3.send(new CreateBucketCommand({ Bucket: versioned }));
  const VersioningConfiguration = { Status: 'Enabled' as const };
  await s3.send(new PutBucketVersioningCommand({ Bucket: versioned, VersioningConfiguration }));
  for (const Body of ['1', '2']) await s3.send(new PutObjectCommand({ Bucket: versioned, Key: 'k', Body }));
  await s3.send(new DeleteObjectCommand({ Bucket: versioned, Key: 'k' }));
  const found: string[] = [];
  let next: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {};
  for (;;) {
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket: versioned, MaxKeys: 1, ...next }));
    for (const { Key, IsLatest } of page.DeleteMarkers ?? []) found.push(`${Key} marker ${IsLatest}`);
    for (const { Key, Size, IsLatest } of page.Versions ?? []) found.push(`${Key} ${Size} ${IsLatest}`);
    if (!page.IsTruncated) break;
    next = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
  }
  expect(found).toEqual(['k marker true', 'k 1 false', 'k 1 false']);
});

it.each<[string, object]>([
  ['objects', new ListObjectsV2Command({ Bucket: 'none' })],
  ['objects, in the earlier way', new ListObjectsCommand({ Bucket: 'none' })],
  ['versions', new ListObjectVersionsCommand({ Bucket: 'none' })],
])('%s of no bucket are refused', async (_name, command) => {
  await expect(s3.send(command as ListObjectsCommand)).rejects.toMatchObject({ name: 'NoSuchBucket' });
});

it.each<[string, object]>([
  ['objects', new ListObjectsV2Command({ Bucket, MaxKeys: -1 })],
  ['objects, in the earlier way', new ListObjectsCommand({ Bucket, MaxKeys: -1 })],
  ['versions', new ListObjectVersionsCommand({ Bucket, MaxKeys: -1 })],
])('less than none of the %s is refused', async (_name, command) => {
  await expect(s3.send(command as ListObjectsCommand)).rejects.toMatchObject({
    name: 'InvalidArgument',
    message: 'Argument maxKeys must be an integer between 0 and 2147483647',
    ArgumentName: 'max-keys',
    ArgumentValue: '-1',
  });
});
