import { CreateTableCommand, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoOrderViews } from '../../../../lib/aws/dynamo-order-views.ts';
import { catalogue } from '../../../../lib/contracts/catalogue.ts';
import { projectOrder } from '../../../../lib/orders/order-views.ts';
import { type TestEmulator, testEmulator } from '../../../support/emulator.ts';

let emulator: TestEmulator;
let client: DynamoDBClient;
let views: DynamoOrderViews;
beforeAll(async () => {
  emulator = await testEmulator();
  client = new DynamoDBClient(emulator.client);
  views = new DynamoOrderViews(client, 'views');
  await client.send(
    new CreateTableCommand({
      TableName: 'views',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'orderId', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }],
    }),
  );
});
afterAll(() => emulator.stop());

const dataOf = (type: string) => catalogue.find((contract) => contract.type === type)?.examples[0].data ?? {};
const message = (type: string, orderId: string, version?: number) => ({
  detail: { type, data: { ...dataOf(type), orderId, ...(version === undefined ? {} : { version }) } },
});
const viewOf = async (orderId: string) => {
  const { Item } = await client.send(new GetItemCommand({ TableName: 'views', Key: { orderId: { S: orderId } } }));
  return { status: Item?.status?.S, version: Item?.version?.N, placed: Item?.placed !== undefined };
};

const placed = ['order.placed'] as const;
const paid = ['order.paid', 2] as const;
const fulfilled = ['order.fulfilled', 3] as const;

test.each([
  ['in their order', [placed, paid, fulfilled]],
  ['backwards', [fulfilled, paid, placed]],
  ['mixed', [paid, placed, fulfilled]],
  ['twice each', [placed, paid, placed, fulfilled, paid, fulfilled]],
  ['replayed', [placed, paid, fulfilled, placed, paid, fulfilled]],
])('events that come %s make the same view', async (name, events) => {
  const orderId = `ord_${name.replaceAll(' ', '')}`;
  for (const [type, version] of events) await projectOrder(message(type, orderId, version), views);
  expect(await viewOf(orderId)).toEqual({ status: 'FULFILLED', version: '3', placed: true });
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['no event', { body: 'x' }],
  ['an event of something else', { detail: { type: 'stock.replenished', data: dataOf('stock.replenished') } }],
  ['a type that is none', { detail: { type: 'order.eaten', data: {} } }],
  ['data that breaks its contract', { detail: { type: 'order.paid', data: { orderId: 'ord_x' } } }],
  ['a version that is none', message('order.paid', 'ord_x', 0)],
])('refuses %s', async (_name, value) => {
  await expect(projectOrder(value, views)).rejects.toMatchObject({ name: 'UnreadableEventError' });
});
