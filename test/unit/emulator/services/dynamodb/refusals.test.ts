import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { makeTable } from './tables-for-tests.ts';

let emulator: TestEmulator;
let client: DynamoDBClient;
const Key = { pk: { S: 'a' } };

beforeAll(async () => {
  emulator = await testEmulator();
  client = new DynamoDBClient(emulator.client);
  await makeTable(client, 'plain');
  await makeTable(client, 'sorted', { sort: true });
});
afterAll(() => emulator.stop());

const deep = (levels: number): AttributeValue => {
  let value: AttributeValue = { S: 'leaf' };
  for (let i = 0; i < levels; i++) value = { M: { n: value } };
  return value;
};
const put = (more: object) => client.send(new PutItemCommand({ TableName: 'plain', Item: Key, ...more }));
const update = (UpdateExpression: string, more: object = {}) =>
  client.send(new UpdateItemCommand({ TableName: 'plain', Key, UpdateExpression, ...more }));
const get = (ProjectionExpression: string) =>
  client.send(new GetItemCommand({ TableName: 'plain', Key, ProjectionExpression }));
const query = (KeyConditionExpression: string, values: Record<string, AttributeValue>) =>
  client.send(
    new QueryCommand({
      TableName: 'sorted',
      KeyConditionExpression,
      ExpressionAttributeValues: { ':p': { S: 'q' }, ...values },
    }),
  );
const values = { ExpressionAttributeValues: { ':v': { S: 'x' } } };

/** What AWS says, as recorded from several regions: facts of https://github.com/paritysuite/dynamodb-conformance (MIT). */
it.each<[string, () => Promise<unknown>, string | RegExp]>([
  [
    'an expression that is none',
    () => update('INVALID SYNTAX HERE', values),
    'Invalid UpdateExpression: Syntax error; token: "INVALID", near: "INVALID SYNTAX"',
  ],
  [
    'an expression that ends too soon',
    () => put({ ConditionExpression: 'attribute_not_exists(' }),
    'Invalid ConditionExpression: Syntax error; token: "<EOF>", near: "("',
  ],
  ['signs that mean nothing', () => get('!!!'), 'Invalid ProjectionExpression: Syntax error; token: "!", near: "!!"'],
  [
    'a colon alone',
    () => update('ADD hits : incr', values),
    'Invalid UpdateExpression: Syntax error; token: ":", near: "hits : incr"',
  ],
  [
    'redundant parentheses',
    () => put({ ConditionExpression: '((attribute_not_exists(pk)))' }),
    'Invalid ConditionExpression: The expression has redundant parentheses;',
  ],
  ['an empty expression', () => update(''), 'Invalid UpdateExpression: The expression can not be empty;'],
  [
    'an expression of more than 4 KB',
    () => get('a'.repeat(4097)),
    /Expression size has exceeded the maximum allowed size/,
  ],
  [
    'an item of 33 levels',
    () => put({ Item: { ...Key, data: deep(32) } }),
    /^Nesting Levels have exceeded supported limits/,
  ],
  [
    'a value of 33 levels',
    () => update('SET a = :v', { ExpressionAttributeValues: { ':v': deep(32) } }),
    /Nesting Levels have exceeded supported limits/,
  ],
  [
    'a table name that is too long',
    () => put({ TableName: 'a'.repeat(256) }),
    `1 validation error detected: Value '${'a'.repeat(256)}' at 'tableName' failed to satisfy constraint: Member must have length less than or equal to 255`,
  ],
  [
    'a table name with signs',
    () => put({ TableName: 'bad table!@#' }),
    "1 validation error detected: Value 'bad table!@#' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
  ],
  [
    'an empty table name',
    () => put({ TableName: '' }),
    "1 validation error detected: Value '' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ],
  [
    'a number where begins_with wants a text',
    () => query('pk = :p AND begins_with(sk, :v)', { ':v': { N: '1' } }),
    'Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator or function: begins_with, operand type: N',
  ],
  [
    'a text where the key is a number',
    () => query('pk = :p AND begins_with(sk, :v)', { ':v': { S: 'a' } }),
    'One or more parameter values were invalid: Condition parameter type does not match schema type',
  ],
  [
    'a truth in an order',
    () => query('pk = :p AND :v >= sk', { ':v': { BOOL: true } }),
    'Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator or function: >=, operand type: BOOL',
  ],
  [
    'two conditions on one key',
    () => query('pk = :p AND sk > :v AND sk < :w', { ':v': { N: '1' }, ':w': { N: '2' } }),
    'Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition per key',
  ],
  [
    'more conditions than keys',
    () => query('pk = :p AND sk > :v AND extra = :w', { ':v': { N: '1' }, ':w': { N: '2' } }),
    'The number of query conditions (3) exceeds the number of key attributes defined in the schema (2)',
  ],
  [
    'no tables to read',
    () => client.send(new BatchGetItemCommand({ RequestItems: {} })),
    "1 validation error detected: Value at 'RequestItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ],
  [
    'no tables to write',
    () => client.send(new BatchWriteItemCommand({ RequestItems: {} })),
    'The requestItems parameter is required for BatchWriteItem',
  ],
  [
    'no keys to read',
    () => client.send(new BatchGetItemCommand({ RequestItems: { plain: { Keys: [] } } })),
    "1 validation error detected: Value at 'RequestItems.plain.member.Keys' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ],
  [
    'a deep item in a batch',
    () =>
      client.send(
        new BatchWriteItemCommand({ RequestItems: { plain: [{ PutRequest: { Item: { ...Key, data: deep(32) } } }] } }),
      ),
    /Nesting Levels have exceeded supported limits/,
  ],
  [
    'a deep item in a transaction',
    () =>
      client.send(
        new TransactWriteItemsCommand({
          TransactItems: [{ Put: { TableName: 'plain', Item: { ...Key, data: deep(32) } } }],
        }),
      ),
    /^Nesting Levels have exceeded supported limits/,
  ],
])('refuses %s', async (_name, send, message) => {
  await expect(send()).rejects.toMatchObject({
    name: 'ValidationException',
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  });
});

it('takes what is just within the limits', async () => {
  await put({ Item: { ...Key, data: deep(31) } });
  await get(`${'a'.repeat(250)}, ${Array.from({ length: 15 }, (_, i) => `b${i}${'c'.repeat(240)}`).join(', ')}`);
});

it('does not go deeper by an update', async () => {
  await put({ Item: { ...Key, doc: deep(20) } });
  const path = `doc${'.n'.repeat(20)}`;
  await expect(update(`SET ${path} = :v`, { ExpressionAttributeValues: { ':v': deep(12) } })).rejects.toMatchObject({
    message: expect.stringMatching(/^Nesting Levels have exceeded supported limits/),
  });
});

it.each(['a', 'ab'])('looks for a table of the name %s', async (TableName) => {
  await expect(put({ TableName })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
