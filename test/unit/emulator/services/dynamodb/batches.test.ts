import { BatchGetItemCommand, BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { makeTable } from './tables-for-tests.ts';

let emulator: TestEmulator;
let client: DynamoDBClient;
const TableName = 'batches';

beforeAll(async () => {
  emulator = await testEmulator();
  client = new DynamoDBClient(emulator.client);
  await makeTable(client, TableName);
});
afterAll(() => emulator.stop());

const put = (pk: string) => ({ PutRequest: { Item: { pk: { S: pk } } } });
const remove = (pk: string) => ({ DeleteRequest: { Key: { pk: { S: pk } } } });
const write = (requests: unknown, table = TableName) =>
  client.send(
    new BatchWriteItemCommand({ RequestItems: { [table]: requests as never }, ReturnConsumedCapacity: 'TOTAL' }),
  );
const read = (part: unknown, table = TableName) =>
  client.send(new BatchGetItemCommand({ RequestItems: { [table]: part as never }, ReturnConsumedCapacity: 'TOTAL' }));

it('writes, deletes and reads in batches', async () => {
  await write([put('a'), put('b')]);
  const { UnprocessedItems, ConsumedCapacity } = await write([put('c'), remove('b')]);
  expect(UnprocessedItems).toEqual({});
  expect(ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 2 }]);
  const answer = await read({ Keys: ['a', 'b', 'c'].map((pk) => ({ pk: { S: pk } })) });
  expect(answer.Responses?.[TableName]).toEqual([{ pk: { S: 'a' } }, { pk: { S: 'c' } }]);
  expect(answer.UnprocessedKeys).toEqual({});
  expect(answer.ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 1.5 }]);
});

it('knows a table by its ARN, and answers under it', async () => {
  const arn = `arn:aws:dynamodb:us-east-1:000000000000:table/${TableName}`;
  await write([put('arn')], arn);
  expect((await read({ Keys: [{ pk: { S: 'arn' } }] }, arn)).Responses).toEqual({ [arn]: [{ pk: { S: 'arn' } }] });
});

it('gives back what does not fit into sixteen megabytes', async () => {
  const big = (i: number) => ({ PutRequest: { Item: { pk: { S: `big${i}` }, x: { S: 'x'.repeat(390 * 1024) } } } });
  const keys = Array.from({ length: 50 }, (_, i) => i);
  for (let i = 0; i < 50; i += 25) await write(keys.slice(i, i + 25).map(big));
  const { Responses, UnprocessedKeys } = await read({ Keys: keys.map((i) => ({ pk: { S: `big${i}` } })) });
  expect(Responses?.[TableName]).toHaveLength(42);
  expect(UnprocessedKeys?.[TableName]?.Keys).toHaveLength(8);
}, 60_000);

const mismatch = 'The provided key element does not match the schema';
const twice = 'Provided list of item keys contains duplicates';

it.each([
  ['an item twice', [put('d'), remove('d')], twice],
  ['a key of the wrong type', [{ PutRequest: { Item: { pk: { N: '5' } } } }], mismatch],
  ['an item without its key', [{ PutRequest: { Item: { x: { S: '5' } } } }], mismatch],
  ['a lookup without its key', [{ DeleteRequest: { Key: { x: { S: '5' } } } }], mismatch],
  ['an empty key', [put('')], /cannot contain an empty string value. Key: pk/],
  ['26 requests', Array.from({ length: 26 }, (_, i) => put(String(i))), /less than or equal to 25/],
  ['no requests', [], /greater than or equal to 1/],
  ['a request that does two things', [{ ...put('x'), ...remove('x') }], /more than one datatypes set/],
])('BatchWriteItem refuses %s', async (_name, requests, message) => {
  await expect(write(requests)).rejects.toMatchObject({
    name: 'ValidationException',
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  });
});

it.each([
  ['a key twice', { Keys: [{ pk: { S: 'd' } }, { pk: { S: 'd' } }] }, twice],
  ['a key of another table', { Keys: [{ x: { S: 'd' } }] }, mismatch],
  [
    'both kinds of projection',
    { Keys: [{ pk: { S: 'd' } }], AttributesToGet: ['pk'], ProjectionExpression: 'pk' },
    'Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}',
  ],
  ['overlapping paths', { Keys: [{ pk: { S: 'd' } }], ProjectionExpression: 'a, a' }, /Two document paths overlap/],
])('BatchGetItem refuses %s', async (_name, part, message) => {
  await expect(read(part)).rejects.toMatchObject({
    name: 'ValidationException',
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  });
});

it.each([
  ['BatchWriteItem', () => write([put('a')], 'gone')],
  ['BatchGetItem', () => read({ Keys: [{ pk: { S: 'a' } }] }, 'gone')],
])('%s refuses a table that is not there', async (_name, send) => {
  await expect(send()).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Requested resource not found',
  });
});
