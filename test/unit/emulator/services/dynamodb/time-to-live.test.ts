import {
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { makeTable } from './tables-for-tests.ts';

let emulator: TestEmulator;
let client: DynamoDBClient;
let seconds: number;

beforeAll(async () => {
  emulator = await testEmulator();
  client = new DynamoDBClient(emulator.client);
  seconds = Math.floor((emulator.clock?.now() ?? 0) / 1000);
});
afterAll(() => emulator.stop());

const set = (TableName: string, AttributeName: string, Enabled = true) =>
  client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { AttributeName, Enabled } }));
const put = (TableName: string, pk: string, ttl: object) =>
  client.send(new PutItemCommand({ TableName, Item: { pk: { S: pk }, ttl: ttl as never } }));
const exists = async (TableName: string, pk: string) =>
  (await client.send(new GetItemCommand({ TableName, Key: { pk: { S: pk } } }))).Item !== undefined;

it('deletes items when their time has come, also those that were there before', async () => {
  const table = await makeTable(client, 'ttl-delete');
  await put(table, 'before', { N: String(seconds + 30) });
  await set(table, 'ttl');
  const rows: [string, object, boolean][] = [
    ['soon', { N: String(seconds + 60) }, false],
    ['later', { N: String(seconds + 7200) }, true],
    ['a text', { S: String(seconds + 60) }, true],
    ['milliseconds', { N: String((seconds + 60) * 1000) }, true],
    ['six years ago', { N: String(seconds - 6 * 366 * 24 * 3600) }, true],
    ['a year ago', { N: String(seconds - 365 * 24 * 3600) }, false],
  ];
  for (const [pk, ttl] of rows) await put(table, pk, ttl);
  expect(await exists(table, 'soon')).toBe(true);
  await emulator.clock?.advance(180_000);
  for (const [pk, , stays] of rows) expect([pk, await exists(table, pk)]).toEqual([pk, stays]);
  expect(await exists(table, 'before')).toBe(false);
});

it('describes the setting', async () => {
  const TableName = await makeTable(client, 'ttl-describe');
  const describe = async () => (await client.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription;
  expect(await describe()).toEqual({ TimeToLiveStatus: 'DISABLED' });
  await set(TableName, 'ttl');
  expect(await describe()).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' });
});

it('refuses a change that makes no sense, or comes too soon', async () => {
  const table = await makeTable(client, 'ttl-refuse');
  const refused = (send: Promise<unknown>, message: string) =>
    expect(send).rejects.toMatchObject({ name: 'ValidationException', message });
  await refused(set(table, 'ttl', false), 'TimeToLive is already disabled');
  await set(table, 'ttl');
  await refused(set(table, 'ttl'), 'TimeToLive is already enabled');
  await refused(set(table, 'other'), 'TimeToLive is active on a different AttributeName: current AttributeName is ttl');
  await refused(set(table, 'ttl', false), 'Time to live has been modified multiple times within a fixed interval');
  await emulator.clock?.advance(3600_000);
  await set(table, 'ttl', false);
  await expect(set('gone', 'ttl')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
