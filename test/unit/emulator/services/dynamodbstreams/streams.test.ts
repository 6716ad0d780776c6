import {
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  type StreamViewType,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type ShardIteratorType,
} from '@aws-sdk/client-dynamodb-streams';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { makeTable } from '../dynamodb/tables-for-tests.ts';

let emulator: TestEmulator;
let tables: DynamoDBClient;
let streams: DynamoDBStreamsClient;

beforeAll(async () => {
  emulator = await testEmulator();
  tables = new DynamoDBClient(emulator.client);
  streams = new DynamoDBStreamsClient(emulator.client);
});
afterAll(() => emulator.stop());

async function streamed(name: string, StreamViewType: StreamViewType = 'NEW_AND_OLD_IMAGES'): Promise<string> {
  await makeTable(tables, name, { StreamSpecification: { StreamEnabled: true, StreamViewType } });
  const { Table } = await tables.send(new DescribeTableCommand({ TableName: name }));
  return Table?.LatestStreamArn ?? '';
}
const put = (TableName: string, pk: string, more = {}) =>
  tables.send(new PutItemCommand({ TableName, Item: { pk: { S: pk }, ...more } }));
const remove = (TableName: string, pk: string) =>
  tables.send(new DeleteItemCommand({ TableName, Key: { pk: { S: pk } } }));
const describeStream = async (StreamArn: string) =>
  (await streams.send(new DescribeStreamCommand({ StreamArn }))).StreamDescription;
async function iterator(
  StreamArn: string,
  type: ShardIteratorType = 'TRIM_HORIZON',
  SequenceNumber?: string,
): Promise<string> {
  const ShardId = (await describeStream(StreamArn))?.Shards?.[0]?.ShardId;
  const { ShardIterator } = await streams.send(
    new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: type, SequenceNumber }),
  );
  return ShardIterator ?? '';
}
const records = (ShardIterator: string, Limit?: number) =>
  streams.send(new GetRecordsCommand({ ShardIterator, Limit }));

it('tells every change of an item, in order', async () => {
  const arn = await streamed('changes');
  await put('changes', 'a', { b: { B: Buffer.from('bytes') } });
  await put('changes', 'a', { n: { N: '1' } });
  await put('changes', 'a', { n: { N: '1' } });
  await remove('changes', 'a');
  await remove('changes', 'a');
  const { Records = [] } = await records(await iterator(arn));
  expect(Records.map(({ eventName }) => eventName)).toEqual(['INSERT', 'MODIFY', 'REMOVE']);
  const [insert, modify, gone] = Records.map(({ dynamodb }) => dynamodb);
  expect(Buffer.from(insert?.NewImage?.b?.B ?? '').toString()).toBe('bytes');
  expect(modify?.OldImage?.b).toBeDefined();
  expect(modify).toMatchObject({ Keys: { pk: { S: 'a' } }, NewImage: { pk: { S: 'a' }, n: { N: '1' } } });
  expect(gone?.NewImage).toBeUndefined();
  expect(BigInt(modify?.SequenceNumber ?? 0)).toBeGreaterThan(BigInt(insert?.SequenceNumber ?? 0));
  expect(Records[0]).toMatchObject({
    eventSource: 'aws:dynamodb',
    eventVersion: '1.1',
    awsRegion: 'us-east-1',
    dynamodb: {
      StreamViewType: 'NEW_AND_OLD_IMAGES',
      ApproximateCreationDateTime: new Date(Date.UTC(2026, 10, 23, 12)),
    },
  });
});

it.each<[StreamViewType, boolean, boolean]>([
  ['KEYS_ONLY', false, false],
  ['NEW_IMAGE', true, false],
  ['OLD_IMAGE', false, true],
])('shows of an item what %s says', async (view, hasNew, hasOld) => {
  const arn = await streamed(`view-${view}`, view);
  await put(`view-${view}`, 'a');
  await put(`view-${view}`, 'a', { n: { N: '1' } });
  const { Records = [] } = await records(await iterator(arn));
  expect(Records[1]?.dynamodb?.NewImage !== undefined).toBe(hasNew);
  expect(Records[1]?.dynamodb?.OldImage !== undefined).toBe(hasOld);
});

it('says that the time to live deleted an item', async () => {
  const arn = await streamed('expiring');
  const now = Math.floor((emulator.clock?.now() ?? 0) / 1000);
  await tables.send(
    new UpdateTimeToLiveCommand({
      TableName: 'expiring',
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'ttl' },
    }),
  );
  await put('expiring', 'a', { ttl: { N: String(now + 1) } });
  const latest = await iterator(arn, 'LATEST');
  await emulator.clock?.advance(120_000);
  const { Records = [] } = await records(latest);
  expect(Records).toHaveLength(1);
  expect(Records[0]).toMatchObject({
    eventName: 'REMOVE',
    userIdentity: { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' },
  });
});

it('starts where it is asked to, and pages', async () => {
  const arn = await streamed('starts');
  for (const pk of ['a', 'b', 'c']) await put('starts', pk);
  const first = await records(await iterator(arn), 2);
  expect(first.Records).toHaveLength(2);
  const names = async (from: string) => (await records(from)).Records?.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S);
  expect(await names(first.NextShardIterator ?? '')).toEqual(['c']);
  const [, second] = first.Records ?? [];
  const sequence = second?.dynamodb?.SequenceNumber;
  expect(await names(await iterator(arn, 'AT_SEQUENCE_NUMBER', sequence))).toEqual(['b', 'c']);
  expect(await names(await iterator(arn, 'AFTER_SEQUENCE_NUMBER', sequence))).toEqual(['c']);
  expect(await names(await iterator(arn, 'LATEST'))).toEqual([]);
});

it('ends with its table, and can be read for another day', async () => {
  const arn = await streamed('ending');
  await put('ending', 'a');
  await tables.send(new DeleteTableCommand({ TableName: 'ending' }));
  const description = await describeStream(arn);
  expect(description).toMatchObject({ StreamStatus: 'DISABLED', TableName: 'ending' });
  expect(description?.Shards?.[0]?.SequenceNumberRange?.EndingSequenceNumber).toBeDefined();
  const { Records, NextShardIterator } = await records(await iterator(arn));
  expect(Records).toHaveLength(1);
  expect(NextShardIterator).toBeUndefined();
  await emulator.clock?.advance(24 * 3600_000);
  await expect(describeStream(arn)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

it('drops records after a day, and says so to who still means them', async () => {
  const arn = await streamed('trimmed');
  await put('trimmed', 'a');
  const { Records = [] } = await records(await iterator(arn));
  const sequence = Records[0]?.dynamodb?.SequenceNumber;
  await emulator.clock?.advance(24 * 3600_000 - 60_000);
  const horizon = await iterator(arn);
  await emulator.clock?.advance(60_000);
  await expect(records(horizon)).rejects.toMatchObject({ name: 'TrimmedDataAccessException' });
  await expect(iterator(arn, 'AT_SEQUENCE_NUMBER', sequence)).rejects.toMatchObject({
    name: 'TrimmedDataAccessException',
  });
  expect((await records(await iterator(arn))).Records).toEqual([]);
});

it('lets an iterator live for fifteen minutes', async () => {
  const old = await iterator(await streamed('iterators'));
  await emulator.clock?.advance(15 * 60_000 - 1);
  await records(old);
  await emulator.clock?.advance(1);
  await expect(records(old)).rejects.toMatchObject({
    name: 'ExpiredIteratorException',
    message: 'The provided iterator exceeds the maximum age allowed.',
  });
});

it('lists streams by table', async () => {
  const arn = await streamed('listed');
  const { Streams } = await streams.send(new ListStreamsCommand({ TableName: 'listed' }));
  expect(Streams).toEqual([{ StreamArn: arn, TableName: 'listed', StreamLabel: arn.split('/').at(-1) }]);
});

it.each<[string, (arn: string) => Promise<unknown>, string]>([
  ['an iterator that is none', () => records('arn:aws:dynamodb|1|!'), 'ValidationException'],
  ['a stream that is not there', (arn) => describeStream(arn.replace('wrong', 'no')), 'ResourceNotFoundException'],
  [
    'a sequence number that is none',
    (arn) => iterator(arn, 'AT_SEQUENCE_NUMBER', '1'.repeat(24)),
    'ValidationException',
  ],
  ['no sequence number', (arn) => iterator(arn, 'AT_SEQUENCE_NUMBER'), 'ValidationException'],
  [
    'a shard of another stream',
    (StreamArn) =>
      streams.send(
        new GetShardIteratorCommand({
          StreamArn,
          ShardId: `shardId-${'0'.repeat(20)}-00000000`,
          ShardIteratorType: 'LATEST',
        }),
      ),
    'ResourceNotFoundException',
  ],
  ['more than 1,000 records', async (arn) => records(await iterator(arn), 1001), 'ValidationException'],
])('refuses %s', async (_name, send, name) => {
  const { Streams } = await streams.send(new ListStreamsCommand({ TableName: 'wrong' }));
  const arn = Streams?.[0]?.StreamArn ?? (await streamed('wrong'));
  await expect(send(arn)).rejects.toMatchObject({ name });
});
