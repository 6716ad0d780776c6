import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactGetItemsCommand,
  type TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { makeTable } from './tables-for-tests.ts';

let emulator: TestEmulator;
let client: DynamoDBClient;
const TableName = 'orders';
const other = 'counters';

beforeAll(async () => {
  emulator = await testEmulator();
  client = new DynamoDBClient(emulator.client);
  await makeTable(client, TableName, {
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'owner', AttributeType: 'S' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-owner',
        KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  });
  await makeTable(client, other);
  await client.send(new PutItemCommand({ TableName, Item: { pk: { S: 'old' }, n: { N: '1' }, s: { S: 'x' } } }));
});
afterAll(() => emulator.stop());

const write = (TransactItems: TransactWriteItem[], ClientRequestToken?: string) =>
  client.send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken, ReturnConsumedCapacity: 'TOTAL' }));
const get = async (pk: string, table = TableName) =>
  (await client.send(new GetItemCommand({ TableName: table, Key: { pk: { S: pk } } }))).Item;

describe('TransactWriteItems', () => {
  it('does all its parts, in several tables, and counts double', async () => {
    const { ConsumedCapacity } = await write([
      { Put: { TableName, Item: { pk: { S: 'a' } } } },
      {
        Update: {
          TableName: other,
          Key: { pk: { S: 'c' } },
          UpdateExpression: 'ADD n :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        },
      },
      { ConditionCheck: { TableName, Key: { pk: { S: 'old' } }, ConditionExpression: 'attribute_exists(pk)' } },
    ]);
    expect(await get('a')).toEqual({ pk: { S: 'a' } });
    expect(await get('c', other)).toEqual({ pk: { S: 'c' }, n: { N: '1' } });
    expect(ConsumedCapacity).toEqual([
      { TableName, CapacityUnits: 4 },
      { TableName: other, CapacityUnits: 2 },
    ]);
  });

  it('does nothing where one part is refused, and says which', async () => {
    const failed = write([
      { Put: { TableName, Item: { pk: { S: 'never' } } } },
      {
        Put: {
          TableName,
          Item: { pk: { S: 'old' } },
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
    ]);
    await expect(failed).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]',
    });
    const error: unknown = await failed.catch((reason: unknown) => reason);
    expect((error as TransactionCanceledException).CancellationReasons).toEqual([
      { Code: 'None' },
      {
        Code: 'ConditionalCheckFailed',
        Message: 'The conditional request failed',
        Item: { pk: { S: 'old' }, n: { N: '1' }, s: { S: 'x' } },
      },
    ]);
    expect(await get('never')).toBeUndefined();
  });

  it('does a request with a token once, for ten minutes', async () => {
    const add = (by: string): TransactWriteItem => ({
      Update: {
        TableName: other,
        Key: { pk: { S: 'token' } },
        UpdateExpression: 'ADD n :by',
        ExpressionAttributeValues: { ':by': { N: by } },
      },
    });
    await write([add('1')], 't1');
    await write([add('1')], 't1');
    expect((await get('token', other))?.n).toEqual({ N: '1' });
    await expect(write([add('2')], 't1')).rejects.toMatchObject({ name: 'IdempotentParameterMismatchException' });
    await emulator.clock?.advance(10 * 60_000);
    await write([add('2')], 't1');
    expect((await get('token', other))?.n).toEqual({ N: '3' });
  });

  const empty =
    'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk';
  const twice = 'Transaction request cannot include multiple operations on one item';
  const put = (Item: Record<string, unknown>) => ({ Put: { TableName, Item } }) as TransactWriteItem;
  const check = (Key: Record<string, unknown>, ConditionExpression = 'attribute_exists(pk)') =>
    ({ ConditionCheck: { TableName, Key, ConditionExpression } }) as TransactWriteItem;
  const update = (UpdateExpression: string, values: Record<string, unknown>, pk = 'old') =>
    ({
      Update: { TableName, Key: { pk: { S: pk } }, UpdateExpression, ExpressionAttributeValues: values },
    }) as TransactWriteItem;

  it.each<[string, TransactWriteItem[], string]>([
    ['two parts mean one item', [put({ pk: { S: 'd' } }), { Delete: { TableName, Key: { pk: { S: 'd' } } } }], twice],
    ['an empty key in an item', [put({ pk: { S: '' } })], empty],
    ['an empty key in a lookup', [check({ pk: { S: '' } })], empty],
    [
      'no operation at all',
      [{}],
      'Invalid Request: TransactWriteRequest should contain Delete or Put or Update request',
    ],
    [
      'two operations in a part',
      [{ ...put({ pk: { S: 'd' } }), ...check({ pk: { S: 'd' } }) }],
      'TransactItems can only contain one of Check, Put, Update or Delete',
    ],
    [
      'a malformed condition, before a table that is not there',
      [{ Put: { TableName: 'gone', Item: { pk: { S: 'a' } } } }, check({ pk: { S: 'a' } }, 'attribute_exists(')],
      expect.stringContaining('Invalid ConditionExpression: Syntax error; ') as unknown as string,
    ],
    [
      'no parts',
      [],
      "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
  ])('refuses %s as a whole', async (_name, items, message) => {
    await expect(write(items)).rejects.toMatchObject({ name: 'ValidationException', message });
  });

  it.each<[string, TransactWriteItem, string]>([
    [
      'a key of the wrong type in an item',
      put({ pk: { N: '5' } }),
      'One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N',
    ],
    [
      'an item without its key',
      put({ x: { S: '5' } }),
      'One or more parameter values were invalid: Missing the key pk in the item',
    ],
    [
      'a key of the wrong type in a lookup',
      check({ pk: { N: '5' } }),
      'The provided key element does not match the schema',
    ],
    [
      'a sum with a text',
      update('SET s = s + :one', { ':one': { N: '1' } }),
      'An operand in the update expression has an incorrect data type',
    ],
    [
      'an attribute that is not there',
      update('SET n = nowhere + :one', { ':one': { N: '1' } }),
      'The provided expression refers to an attribute that does not exist in the item',
    ],
  ])('cancels for %s', async (_name, item, Message) => {
    const failed = write([put({ pk: { S: 'fine' } }), item]);
    await expect(failed).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'None' }, { Code: 'ValidationError', Message }],
    });
    expect(await get('fine')).toBeUndefined();
  });

  it.each([
    ['a table that is not there', 'ResourceNotFoundException', { TableName: 'gone' }],
    ['an unknown word for capacity', 'ValidationException', { ReturnConsumedCapacity: 'BOGUS' }],
    ['a token that is too long', 'ValidationException', { ClientRequestToken: 'x'.repeat(37) }],
  ])('refuses %s', async (_name, name, { TableName: table = TableName, ...more }: Record<string, string>) => {
    const TransactItems = [{ Put: { TableName: table, Item: { pk: { S: 'x' } } } }];
    await expect(
      client.send(new TransactWriteItemsCommand({ TransactItems, ...(more as object) })),
    ).rejects.toMatchObject({ name });
    expect(await get('x')).toBeUndefined();
  });
});

describe('TransactGetItems', () => {
  it('reads items of one moment, in order', async () => {
    const { Responses, ConsumedCapacity } = await client.send(
      new TransactGetItemsCommand({
        ReturnConsumedCapacity: 'TOTAL',
        TransactItems: [
          { Get: { TableName, Key: { pk: { S: 'old' } }, ProjectionExpression: 's' } },
          { Get: { TableName, Key: { pk: { S: 'no one' } } } },
        ],
      }),
    );
    expect(Responses).toEqual([{ Item: { s: { S: 'x' } } }, {}]);
    expect(ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 4 }]);
  });

  it.each([
    ['a key without the key attribute', [{}], 'TransactionCanceledException'],
    ['one item twice', [{ pk: { S: 'a' } }, { pk: { S: 'a' } }], 'ValidationException'],
    ['no items', [], 'ValidationException'],
  ])('refuses %s', async (_name, keys, name) => {
    const TransactItems = keys.map((Key) => ({ Get: { TableName, Key: Key as never } }));
    await expect(client.send(new TransactGetItemsCommand({ TransactItems }))).rejects.toMatchObject({ name });
  });
});
