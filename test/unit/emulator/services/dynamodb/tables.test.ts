import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  type UpdateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { makeTable } from './tables-for-tests.ts';

let emulator: TestEmulator;
let client: DynamoDBClient;

beforeAll(async () => {
  emulator = await testEmulator();
  client = new DynamoDBClient(emulator.client);
});
afterAll(() => emulator.stop());

const describeTable = async (TableName: string) => (await client.send(new DescribeTableCommand({ TableName }))).Table;
const update = (TableName: string, more: Partial<UpdateTableCommandInput>) =>
  client.send(new UpdateTableCommand({ TableName, ...more }));
const index = (IndexName: string) => ({
  AttributeDefinitions: [{ AttributeName: 'keeper', AttributeType: 'S' as const }],
  GlobalSecondaryIndexUpdates: [
    {
      Create: {
        IndexName,
        KeySchema: [{ AttributeName: 'keeper', KeyType: 'HASH' as const }],
        Projection: { ProjectionType: 'ALL' as const },
      },
    },
  ],
});

it('fills a new index from what is there, and forgets it again', async () => {
  const TableName = await makeTable(client, 'indexed');
  await client.send(new PutItemCommand({ TableName, Item: { pk: { S: 'a' }, keeper: { S: 'me' } } }));
  await client.send(new PutItemCommand({ TableName, Item: { pk: { S: 'b' }, keeper: { N: '1' } } }));
  await update(TableName, index('by-keeper'));
  const { Count } = await client.send(
    new QueryCommand({
      TableName,
      IndexName: 'by-keeper',
      KeyConditionExpression: 'keeper = :o',
      ExpressionAttributeValues: { ':o': { S: 'me' } },
    }),
  );
  expect(Count).toBe(1);
  await update(TableName, { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'by-keeper' } }] });
  const table = await describeTable(TableName);
  expect(table?.GlobalSecondaryIndexes).toBeUndefined();
  expect(table?.AttributeDefinitions).toHaveLength(1);
});

it('tags a table', async () => {
  const ResourceArn = (await describeTable(await makeTable(client, 'tagged')))?.TableArn;
  const tags = async () => (await client.send(new ListTagsOfResourceCommand({ ResourceArn }))).Tags;
  await client.send(
    new TagResourceCommand({
      ResourceArn,
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
    }),
  );
  await client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['a'] }));
  expect(await tags()).toEqual([{ Key: 'b', Value: '2' }]);
  await expect(client.send(new TagResourceCommand({ ResourceArn, Tags: [] }))).rejects.toThrow('Atleast one Tag');
});

it('keeps the setting of point-in-time recovery', async () => {
  const TableName = await makeTable(client, 'recoverable');
  const status = async () =>
    (await client.send(new DescribeContinuousBackupsCommand({ TableName }))).ContinuousBackupsDescription
      ?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
  expect(await status()).toBe('DISABLED');
  await client.send(
    new UpdateContinuousBackupsCommand({
      TableName,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    }),
  );
  expect(await status()).toBe('ENABLED');
  await expect(client.send(new DescribeContinuousBackupsCommand({ TableName: 'gone' }))).rejects.toMatchObject({
    name: 'TableNotFoundException',
  });
});

it('lists tables by name, page by page', async () => {
  const { TableNames, LastEvaluatedTableName } = await client.send(new ListTablesCommand({ Limit: 1 }));
  const rest = await client.send(new ListTablesCommand({ ExclusiveStartTableName: LastEvaluatedTableName }));
  const all = [...(TableNames ?? []), ...(rest.TableNames ?? [])];
  expect(all).toEqual(all.toSorted());
  expect(all).toContain('tagged');
});

it.each<[string, Partial<CreateTableCommandInput>, RegExp]>([
  [
    'a definition nobody uses',
    {
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'x', AttributeType: 'S' },
      ],
    },
    /Number of attributes in KeySchema does not exactly match|Some AttributeDefinitions are not used/,
  ],
  [
    'a key without a definition',
    { KeySchema: [{ AttributeName: 'x', KeyType: 'HASH' }] },
    /Some index key attributes are not defined|keys/i,
  ],
  [
    'provisioned billing without units',
    { BillingMode: 'PROVISIONED' },
    /ReadCapacityUnits and WriteCapacityUnits must both be specified|ProvisionedThroughput/,
  ],
  ['a stream without a view', { StreamSpecification: { StreamEnabled: true } }, /StreamViewType is required/],
  [
    'a tag twice',
    {
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'a', Value: '2' },
      ],
    },
    /Duplicate tag keys/,
  ],
  ['a name with a blank', { TableName: 'a b c' }, /regular expression pattern/],
])('CreateTable refuses %s', async (_name, more, message) => {
  await expect(makeTable(client, 'never', more)).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringMatching(message),
  });
});

it.each<[string, () => Promise<unknown>, string]>([
  ['a table that is there', () => makeTable(client, 'tagged'), 'ResourceInUseException'],
  ['to describe one that is not', () => describeTable('gone'), 'ResourceNotFoundException'],
  [
    'to delete one that is not',
    () => client.send(new DeleteTableCommand({ TableName: 'gone' })),
    'ResourceNotFoundException',
  ],
  ['to change nothing', () => update('tagged', {}), 'ValidationException'],
  [
    'to switch off a stream that is not on',
    () => update('tagged', { StreamSpecification: { StreamEnabled: false } }),
    'ValidationException',
  ],
  [
    'to delete an index that is not there',
    () => update('tagged', { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'gone' } }] }),
    'ResourceNotFoundException',
  ],
])('refuses %s', async (_name, send, name) => {
  await expect(send()).rejects.toMatchObject({ name });
});

it('protects a table from deletion', async () => {
  const TableName = await makeTable(client, 'protected', { DeletionProtectionEnabled: true });
  await expect(client.send(new DeleteTableCommand({ TableName }))).rejects.toThrow('protected against deletion');
  await update(TableName, { DeletionProtectionEnabled: false });
  await client.send(new DeleteTableCommand({ TableName }));
});

it('comes back with its items, indexes and streams', async () => {
  const data = mkdtempSync(path.join(os.tmpdir(), 'trestle-dynamodb-'));
  const first = await testEmulator({ data });
  const before = new DynamoDBClient(first.client);
  await makeTable(before, 'kept');
  await before.send(new PutItemCommand({ TableName: 'kept', Item: { pk: { S: 'a' } } }));
  await first.stop();
  const second = await testEmulator({ data });
  const { Item } = await new DynamoDBClient(second.client).send(
    new GetItemCommand({ TableName: 'kept', Key: { pk: { S: 'a' } } }),
  );
  await second.stop();
  rmSync(data, { recursive: true });
  expect(Item).toEqual({ pk: { S: 'a' } });
});
