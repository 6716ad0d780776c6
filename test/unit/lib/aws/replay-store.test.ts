import { CreateTableCommand, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { RegistryTable } from '../../../../lib/aws/registry-table.ts';
import { ReplayStore } from '../../../../lib/aws/replay-store.ts';
import type { Reservation } from '../../../../lib/replays/runs/reservations.ts';
import { type TestEmulator, testEmulator } from '../../../support/emulator.ts';
import { loggedEvent, replayWorld } from '../../../support/replay-world.ts';

const TableName = 'replays';
let emulator: TestEmulator;
let client: DynamoDBClient;
let store: ReplayStore;

beforeAll(async () => {
  emulator = await testEmulator();
  client = new DynamoDBClient(emulator.client);
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['owner', 'name'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'owner', KeyType: 'HASH' },
        { AttributeName: 'name', KeyType: 'RANGE' },
      ],
    }),
  );
  store = new ReplayStore(new RegistryTable(client, TableName));
});
afterAll(() => emulator.stop());

const reservation = (planId: string): Reservation => ({ planId, from: 'a', to: 'b', towards: [], at: 'c' });
const heldNow = async (): Promise<readonly string[]> =>
  (await store.reservations.held()).map(({ planId }) => planId).sort();

test('reservations made at the same moment are all held', async () => {
  const names = Array.from({ length: 5 }, (_, index) => `plan${index}`);
  await Promise.all(names.map((name) => store.reservations.change((held) => [...held, reservation(name)])));
  expect(await heldNow()).toEqual(names);
});

test('of what is refused, nothing is written', async () => {
  const before = await heldNow();
  await expect(
    store.reservations.change(() => {
      throw new Error('in the way');
    }),
  ).rejects.toThrow('in the way');
  expect(await heldNow()).toEqual(before);
});

test('a plan is forgotten a day after it could be started, unless it was', async () => {
  const world = replayWorld();
  world.events.push(loggedEvent('1', '2026-11-23T11:00:00Z'));
  const window = { from: '2026-11-23T11:00:00Z', to: '2026-11-23T11:30:00Z' };
  const { planId } = await world.run({ action: 'plan', ...window, rules: ['safe'] });
  const plan = world.plans.get(planId);
  if (!plan) throw new Error('no plan');
  const expires = async () => {
    const Key = { owner: { S: 'plan' }, name: { S: planId } };
    return (await client.send(new GetItemCommand({ TableName, Key }))).Item?.expires?.N;
  };
  await store.plans.save(plan);
  expect(Number(await expires())).toBe(Date.parse(plan.expiresAt) / 1000 + 86_400);
  await store.plans.keep(plan);
  expect(await expires()).toBeUndefined();
  expect(await store.plans.find(planId)).toEqual(plan);
});
