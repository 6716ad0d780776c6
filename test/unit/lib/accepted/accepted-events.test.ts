import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type AcceptedEvents, MEMORY_SECONDS } from '../../../../lib/accepted/accepted-events.ts';
import { DynamoAcceptedEvents } from '../../../../lib/aws/dynamo-accepted-events.ts';
import { type TestEmulator, testEmulator } from '../../../support/emulator.ts';
import { CLAIM_SECONDS, MemoryAcceptedEvents } from '../../../support/memory-accepted-events.ts';

let emulator: TestEmulator;
let client: DynamoDBClient;
let now = Date.UTC(2026, 10, 23, 12);

beforeAll(async () => {
  emulator = await testEmulator();
  client = new DynamoDBClient(emulator.client);
  await client.send(
    new CreateTableCommand({
      TableName: 'accepted',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
});
afterAll(() => emulator.stop());

/** What every implementation of `AcceptedEvents` does. */
describe.each<[string, () => AcceptedEvents]>([
  ['in memory', () => new MemoryAcceptedEvents(() => now)],
  ['in DynamoDB', () => new DynamoAcceptedEvents(client, 'accepted', () => now, CLAIM_SECONDS)],
])('%s', (name, create) => {
  let accepted: AcceptedEvents;
  let count = 0;
  const key = (fingerprint = 'f') => ({ tenant: name, id: `event-${count}`, fingerprint });
  beforeEach(() => {
    accepted ??= create();
    count++;
  });

  test('an id is new once, and repeated after it was confirmed', async () => {
    expect(await accepted.claim(key())).toBe('new');
    await accepted.confirm(key());
    expect(await accepted.claim(key())).toBe('repeated');
  });

  test('ids of two tenants have nothing to do with each other', async () => {
    await accepted.claim(key());
    expect(await accepted.claim({ ...key('other'), tenant: `${name}-2` })).toBe('new');
  });

  test.each([[false], [true]])('another body under the same id is a conflict (confirmed: %s)', async (confirmed) => {
    await accepted.claim(key());
    if (confirmed) await accepted.confirm(key());
    expect(await accepted.claim(key('other'))).toBe('conflict');
  });

  test('a claim that runs is running until it lapses, and may then be taken over by the same body only', async () => {
    await accepted.claim(key());
    expect(await accepted.claim(key())).toBe('running');
    now += (CLAIM_SECONDS + 1) * 1000;
    expect(await accepted.claim(key('other'))).toBe('conflict');
    expect(await accepted.claim(key())).toBe('new');
  });

  test('a claim given back is new again', async () => {
    await accepted.claim(key());
    await accepted.release(key());
    expect(await accepted.claim(key('other'))).toBe('new');
  });

  test('of two claims at once, one is new', async () => {
    const claims = await Promise.all([accepted.claim(key()), accepted.claim(key())]);
    expect(claims.sort()).toEqual(['new', 'running']);
  });
});

test('DynamoDB forgets an id after its time, though time to live has not deleted it yet', async () => {
  const accepted = new DynamoAcceptedEvents(client, 'accepted', () => now, CLAIM_SECONDS);
  const key = { tenant: 'shop', id: 'old', fingerprint: 'f' };
  await accepted.claim(key);
  await accepted.confirm(key);
  now += (MEMORY_SECONDS + 1) * 1000;
  expect(await accepted.claim({ ...key, fingerprint: 'other' })).toBe('new');
});
