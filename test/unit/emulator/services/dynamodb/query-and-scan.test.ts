import {
  type AttributeValue,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { makeTable } from './tables-for-tests.ts';

let emulator: TestEmulator;
let client: DynamoDBClient;
const TableName = 'events';
const NUMBERS = ['-10', '-1.5', '-1', '0', '0.5', '2', '10', '100'];

beforeAll(async () => {
  emulator = await testEmulator();
  client = new DynamoDBClient(emulator.client);
  await makeTable(client, TableName, {
    sort: true,
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'N' },
      { AttributeName: 'kind', AttributeType: 'S' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-kind',
        KeySchema: [{ AttributeName: 'kind', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['shown'] },
      },
    ],
  });
  for (const sk of NUMBERS.toReversed()) {
    await client.send(
      new PutItemCommand({
        TableName,
        Item: {
          pk: { S: 'a' },
          sk: { N: sk },
          even: { BOOL: Number(sk) % 2 === 0 },
          shown: { S: sk },
          hidden: { S: sk },
          ...(Number(sk) > 0 ? { kind: { S: 'positive' } } : {}),
        },
      }),
    );
  }
});
afterAll(() => emulator.stop());

const query = (more: Partial<QueryCommandInput>, values: Record<string, AttributeValue> = {}) =>
  client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ...more,
      ExpressionAttributeValues: { ...(more.IndexName ? {} : { ':pk': { S: 'a' } }), ...values },
    }),
  );
const numbers = ({ Items = [] }: { Items?: Record<string, AttributeValue>[] | undefined }) =>
  Items.map(({ sk }) => sk?.N ?? '');

it.each<[string, Record<string, AttributeValue>, string[]]>([
  ['pk = :pk', {}, NUMBERS],
  ['pk = :pk AND sk > :v', { ':v': { N: '0.5' } }, ['2', '10', '100']],
  ['pk = :pk AND sk <= :v', { ':v': { N: '-1' } }, ['-10', '-1.5', '-1']],
  ['pk = :pk AND sk BETWEEN :v AND :w', { ':v': { N: '-1' }, ':w': { N: '2' } }, ['-1', '0', '0.5', '2']],
  ['sk = :v AND pk = :pk', { ':v': { N: '10.0' } }, ['10']],
])('%s', async (KeyConditionExpression, values, wanted) => {
  expect(numbers(await query({ KeyConditionExpression }, values))).toEqual(wanted);
  expect(numbers(await query({ KeyConditionExpression, ScanIndexForward: false }, values))).toEqual(
    wanted.toReversed(),
  );
});

it('pages, counts what it looked at, and filters after the limit', async () => {
  const filter = { FilterExpression: 'even = :t', Limit: 3 };
  const first = await query(filter, { ':t': { BOOL: true } });
  expect([first.Count, first.ScannedCount, first.LastEvaluatedKey]).toEqual([
    1,
    3,
    { pk: { S: 'a' }, sk: { N: '-1' } },
  ]);
  const found = numbers(first);
  let start = first.LastEvaluatedKey;
  while (start) {
    const page = await query({ ...filter, ExclusiveStartKey: start }, { ':t': { BOOL: true } });
    found.push(...numbers(page));
    start = page.LastEvaluatedKey;
  }
  expect(found).toEqual(['-10', '0', '2', '10', '100']);
});

it('reads an index with what it projects, page by page', async () => {
  const request = { IndexName: 'by-kind', KeyConditionExpression: 'kind = :k', Limit: 2 };
  const first = await query(request, { ':k': { S: 'positive' } });
  expect(first.Items?.[0]).toEqual({
    pk: { S: 'a' },
    sk: expect.anything(),
    kind: { S: 'positive' },
    shown: expect.anything(),
  });
  expect(Object.keys(first.LastEvaluatedKey ?? {}).toSorted()).toEqual(['kind', 'pk', 'sk']);
  const second = await query(
    { ...request, Limit: 9, ExclusiveStartKey: first.LastEvaluatedKey },
    { ':k': { S: 'positive' } },
  );
  expect([...numbers(first), ...numbers(second)].toSorted()).toEqual(['0.5', '10', '100', '2']);
});

it('scans in segments that share nothing and miss nothing', async () => {
  const many = await makeTable(client, 'segments');
  const keys = Array.from({ length: 60 }, (_, i) => `k${i}`);
  for (const pk of keys) await client.send(new PutItemCommand({ TableName: many, Item: { pk: { S: pk } } }));
  const found: string[] = [];
  for (let Segment = 0; Segment < 4; Segment++) {
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
    do {
      const page = await client.send(
        new ScanCommand({ TableName: many, Segment, TotalSegments: 4, Limit: 7, ExclusiveStartKey }),
      );
      found.push(...(page.Items ?? []).map(({ pk }) => pk?.S ?? ''));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }
  expect(found.toSorted()).toEqual(keys.toSorted());
});

it.each<[string, Partial<QueryCommandInput>, Record<string, AttributeValue>, RegExp]>([
  ['no hash key', { KeyConditionExpression: 'sk = :v' }, { ':v': { N: '1' } }, /unused|missed key schema element: pk/],
  [
    'another comparison of the hash key',
    { KeyConditionExpression: 'pk > :pk' },
    {},
    /Query key condition not supported/,
  ],
  [
    'a condition on another attribute',
    { KeyConditionExpression: 'pk = :pk AND shown = :v' },
    { ':v': { S: '1' } },
    /missed key schema element: sk/,
  ],
  [
    'a key in a filter',
    { FilterExpression: 'sk = :v' },
    { ':v': { N: '1' } },
    /can only contain non-primary key attributes: Primary key attribute: sk/,
  ],
  [
    'a value of another type',
    { KeyConditionExpression: 'pk = :pk AND sk = :v' },
    { ':v': { S: '1' } },
    /Condition parameter type does not match schema type/,
  ],
  [
    'an index that is not there',
    { IndexName: 'no-index', KeyConditionExpression: 'kind = :k' },
    { ':k': { S: 'x' } },
    /does not have the specified index: no-index/,
  ],
  [
    'a consistent read of a global index',
    { IndexName: 'by-kind', KeyConditionExpression: 'kind = :k', ConsistentRead: true },
    { ':k': { S: 'x' } },
    /Consistent reads are not supported on global secondary indexes/,
  ],
  [
    'all attributes of an index that has not all',
    { IndexName: 'by-kind', KeyConditionExpression: 'kind = :k', Select: 'ALL_ATTRIBUTES' },
    { ':k': { S: 'x' } },
    /ALL_ATTRIBUTES is not supported for global secondary index/,
  ],
  [
    'a start outside the query',
    { ExclusiveStartKey: { pk: { S: 'b' }, sk: { N: '1' } } },
    {},
    /outside query boundaries/,
  ],
  ['a start that is no key', { ExclusiveStartKey: { pk: { S: 'a' } } }, {}, /starting key is invalid/],
])('Query refuses %s', async (_name, more, values, message) => {
  const send = client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ...more,
      ExpressionAttributeValues: {
        ...((more.KeyConditionExpression ?? 'pk = :pk').includes(':pk') ? { ':pk': { S: 'a' } } : {}),
        ...values,
      },
    }),
  );
  await expect(send).rejects.toMatchObject({ name: 'ValidationException', message: expect.stringMatching(message) });
});

it.each([
  ['a segment without a total', { Segment: 1 }],
  ['a segment beyond the total', { Segment: 2, TotalSegments: 2 }],
  ['a limit of nothing', { Limit: 0 }],
])('Scan refuses %s', async (_name, more) => {
  await expect(client.send(new ScanCommand({ TableName, ...more }))).rejects.toMatchObject({
    name: 'ValidationException',
  });
});
