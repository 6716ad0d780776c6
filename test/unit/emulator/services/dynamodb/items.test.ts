import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type ReturnValue,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { makeTable } from './tables-for-tests.ts';

let emulator: TestEmulator;
let client: DynamoDBClient;
const TableName = 'items';
const Key = { pk: { S: 'a' } };

beforeAll(async () => {
  emulator = await testEmulator();
  client = new DynamoDBClient(emulator.client);
  await makeTable(client, TableName);
});
afterAll(() => emulator.stop());

const put = (Item: object, more: object = {}) =>
  client.send(new PutItemCommand({ TableName, Item: Item as never, ...more }));
const get = async () => (await client.send(new GetItemCommand({ TableName, Key }))).Item;
const update = (UpdateExpression: string, values: object = {}, more: object = {}) =>
  client.send(
    new UpdateItemCommand({
      TableName,
      Key,
      UpdateExpression,
      ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values as never } : {}),
      ...more,
    }),
  );

const before = {
  ...Key,
  n: { N: '5' },
  s: { S: 'x' },
  l: { L: [{ N: '1' }, { N: '2' }, { N: '3' }] },
  m: { M: { deep: { S: 'y' } } },
  ss: { SS: ['a', 'b'] },
};

it.each<[string, object, object]>([
  ['SET n = n + :v', { ':v': { N: '0.5' } }, { n: { N: '5.5' } }],
  ['SET n = :v - n', { ':v': { N: '0' } }, { n: { N: '-5' } }],
  ['SET x = if_not_exists(x, :v)', { ':v': { S: 'new' } }, { x: { S: 'new' } }],
  ['SET s = if_not_exists(s, :v)', { ':v': { S: 'new' } }, {}],
  ['SET l = list_append(l, :v)', { ':v': { L: [{ N: '4' }] } }, { l: { L: ['1', '2', '3', '4'].map((N) => ({ N })) } }],
  ['SET l[9] = :v', { ':v': { N: '4' } }, { l: { L: ['1', '2', '3', '4'].map((N) => ({ N })) } }],
  ['SET m.deep = s, s = m.deep', {}, { m: { M: { deep: { S: 'x' } } }, s: { S: 'y' } }],
  ['REMOVE l[0], l[2]', {}, { l: { L: [{ N: '2' }] } }],
  ['ADD ss :v', { ':v': { SS: ['c'] } }, { ss: { SS: ['a', 'b', 'c'] } }],
  ['DELETE ss :v', { ':v': { SS: ['a', 'b'] } }, { ss: undefined }],
])('%s', async (expression, values, changed) => {
  await put(before);
  await update(expression, values);
  const wanted = Object.fromEntries(Object.entries({ ...before, ...changed }).filter(([, value]) => value));
  expect(await get()).toEqual(wanted);
});

it.each<[ReturnValue, object | undefined]>([
  ['NONE', undefined],
  ['ALL_OLD', before],
  ['ALL_NEW', { ...before, n: { N: '6' } }],
  ['UPDATED_OLD', { n: { N: '5' } }],
  ['UPDATED_NEW', { n: { N: '6' } }],
])('returns %s', async (ReturnValues, wanted) => {
  await put(before);
  const { Attributes } = await update('SET n = :v', { ':v': { N: '6' } }, { ReturnValues });
  expect(Attributes).toEqual(wanted);
});

it('shows the item that failed a condition to who asks for it', async () => {
  await put(before);
  const failed = put(Key, {
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  await expect(failed).rejects.toMatchObject({
    name: 'ConditionalCheckFailedException',
    message: 'The conditional request failed',
    Item: before,
  });
});

it.each<[string, object | undefined]>([
  ['m.deep', { m: { M: { deep: { S: 'y' } } } }],
  ['l[2], l[0]', { l: { L: [{ N: '1' }, { N: '3' }] } }],
  ['nowhere.at_all[1]', {}],
])('projects %s', async (ProjectionExpression, wanted) => {
  await put(before);
  const { Item } = await client.send(new GetItemCommand({ TableName, Key, ProjectionExpression }));
  expect(Item).toEqual(wanted);
});

it.each<[string, () => Promise<unknown>, string | RegExp]>([
  ['a key that is no key', () => put({ x: { S: 'a' } }), /Missing the key pk in the item/],
  ['an empty key', () => put({ pk: { S: '' } }), /cannot contain an empty string value. Key: pk/],
  ['a key of another type', () => put({ pk: { N: '1' } }), /Type mismatch for key pk expected: S actual: N/],
  ['a key that is too long', () => put({ pk: { S: 'x'.repeat(2049) } }), /maximum size limit of2048 bytes/],
  [
    'an item of more than 400 KB',
    () => put({ ...Key, x: { S: 'x'.repeat(409_600) } }),
    /exceeded the maximum allowed size/,
  ],
  ['a number that is none', () => put({ ...Key, x: { N: 'one' } }), /cannot be converted to a numeric value: one/],
  ['39 digits', () => put({ ...Key, x: { N: '1'.repeat(39) } }), /more than 38 significant digits/],
  ['an empty set', () => put({ ...Key, x: { SS: [] } }), /set {2}may not be empty/],
  ['a set with a value twice', () => put({ ...Key, x: { SS: ['a', 'a'] } }), /contains duplicates/],
  ['to change the key', () => update('SET pk = :v', { ':v': { S: 'b' } }), /This attribute is part of the key/],
  ['a reserved word', () => update('SET name = :v', { ':v': { S: 'b' } }), /reserved keyword: name/],
  [
    'a value nobody uses',
    () => update('SET x = :v', { ':v': { S: 'b' }, ':w': { S: 'c' } }),
    /unused in expressions: keys: {:w}/,
  ],
  [
    'a value nobody gave',
    () => update('SET x = :v'),
    /attribute value used in expression is not defined; attribute value: :v/,
  ],
  ['paths that overlap', () => update('SET m = :v, m.deep = :v', { ':v': { S: 'b' } }), /Two document paths overlap/],
  [
    'a path through a text',
    () => update('SET s.x = :v', { ':v': { S: 'b' } }),
    /document path provided in the update expression is invalid/,
  ],
  ['a sum with a text', () => update('ADD s :v', { ':v': { N: '1' } }), /incorrect data type/],
  ['ReturnValues that PutItem has not', () => put(Key, { ReturnValues: 'ALL_NEW' }), /can only be ALL_OLD or NONE/],
])('refuses %s', async (_name, send, message) => {
  await put(before);
  await expect(send()).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringMatching(message),
  });
  expect(await get()).toEqual(before);
});

it.each([
  ['GetItem', () => client.send(new GetItemCommand({ TableName: 'gone', Key }))],
  ['PutItem', () => client.send(new PutItemCommand({ TableName: 'gone', Item: Key }))],
  ['DeleteItem', () => client.send(new DeleteItemCommand({ TableName: 'gone', Key }))],
])('%s refuses a table that is not there', async (_name, send) => {
  await expect(send()).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Requested resource not found',
  });
});
