import { CreateTableCommand, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoLedger } from '../../../../lib/aws/dynamo-ledger.ts';
import { DynamoOrders } from '../../../../lib/aws/dynamo-orders.ts';
import { DynamoWarehouse } from '../../../../lib/aws/dynamo-warehouse.ts';
import { changeOrder } from '../../../../lib/orders/change-order.ts';
import { placeOrder } from '../../../../lib/orders/place-order.ts';
import { type TestEmulator, testEmulator } from '../../../support/emulator.ts';

let emulator: TestEmulator;
let client: DynamoDBClient;
let warehouse: DynamoWarehouse;
let ledger: DynamoLedger;
let orders: DynamoOrders;
let now = Date.UTC(2026, 10, 23, 12);
let count = 0;

beforeAll(async () => {
  emulator = await testEmulator();
  client = new DynamoDBClient(emulator.client);
  const create = (TableName: string, key: string) =>
    client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
        KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
      }),
    );
  await Promise.all([create('warehouse', 'key'), create('ledger', 'key'), create('orders', 'orderId')]);
  warehouse = new DynamoWarehouse(client, 'warehouse');
  ledger = new DynamoLedger(client, 'ledger', () => now);
  orders = new DynamoOrders(client, 'orders');
});
afterAll(() => emulator.stop());

const some = (name: string): string => `${name}${++count}`;
const item = async (TableName: string, key: string) =>
  (await client.send(new GetItemCommand({ TableName, Key: { key: { S: key } } }))).Item;
const pieces = async (sku: string): Promise<number> => Number((await item('warehouse', `stock#${sku}`))?.pieces?.N);
const credit = async (customer: string): Promise<number> =>
  Number((await item('ledger', `account#${customer}`))?.credit?.N);
const line = (sku: string, quantity: number) => ({ sku, quantity, unitPrice: 1 });

describe('warehouse', () => {
  const stocked = async (quantity: number): Promise<string> => {
    const sku = some('SKU');
    await warehouse.replenish(some('event'), sku, quantity);
    return sku;
  };

  test('a reservation is made once, however often the task is tried', async () => {
    const sku = await stocked(10);
    const order = some('ord');
    for (let attempt = 0; attempt < 3; attempt++) await warehouse.reserve(order, [line(sku, 3)]);
    expect(await pieces(sku)).toBe(7);
  });

  test('goods that come in two lines are reserved together', async () => {
    const sku = await stocked(5);
    await warehouse.reserve(some('ord'), [line(sku, 2), line(sku, 3)]);
    expect(await pieces(sku)).toBe(0);
  });

  test('all lines or none', async () => {
    const [plenty, scarce] = [await stocked(10), await stocked(1)];
    await expect(warehouse.reserve(some('ord'), [line(plenty, 2), line(scarce, 2)])).rejects.toMatchObject({
      name: 'StockShortageError',
      message: `There is not enough in stock of ${scarce}.`,
    });
    expect(await pieces(plenty)).toBe(10);
  });

  test('of two orders for the last pieces, one gets them', async () => {
    const sku = await stocked(5);
    const results = await Promise.allSettled([
      warehouse.reserve(some('ord'), [line(sku, 3)]),
      warehouse.reserve(some('ord'), [line(sku, 3)]),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await pieces(sku)).toBe(2);
  });

  test('a reservation is given back once, and what was never reserved not at all', async () => {
    const sku = await stocked(10);
    const order = some('ord');
    await warehouse.reserve(order, [line(sku, 4)]);
    for (let attempt = 0; attempt < 3; attempt++) await warehouse.release(order);
    await warehouse.release(some('ord'));
    expect(await pieces(sku)).toBe(10);
  });

  test('the same goods are counted in once', async () => {
    const [sku, event] = [some('SKU'), some('event')];
    for (let attempt = 0; attempt < 3; attempt++) await warehouse.replenish(event, sku, 7);
    expect(await pieces(sku)).toBe(7);
  });
});

describe('ledger', () => {
  const opened = async (limit: number): Promise<string> => {
    const customer = some('cus');
    await ledger.open(customer, limit);
    return customer;
  };
  const charge = (customerId: string, total: number) => ({ orderId: some('ord'), customerId, total, currency: 'EUR' });

  test('a payment is taken once, however often the task is tried', async () => {
    const customer = await opened(100);
    const wanted = charge(customer, 60);
    const first = await ledger.take(wanted, 0);
    now += 1000;
    expect(await ledger.take(wanted, 0)).toMatchObject({ ...first });
    expect(await credit(customer)).toBe(40);
  });

  test.each([
    ['an unknown customer', 0, 1],
    ['a customer who owes too much', 100, 101],
  ])('%s is declined', async (name, limit, total) => {
    const customer = limit === 0 ? some(name) : await opened(limit);
    await expect(ledger.take(charge(customer, total), 0)).rejects.toMatchObject({ name: 'PaymentDeclinedError' });
  });

  test('settles when the bank has, and then the customer owes it no more', async () => {
    const customer = await opened(100);
    const wanted = charge(customer, 60);
    await ledger.take(wanted, 10);
    await expect(ledger.settle(wanted.orderId)).rejects.toMatchObject({ name: 'PaymentPendingError' });
    now += 10_000;
    for (let attempt = 0; attempt < 3; attempt++) await ledger.settle(wanted.orderId);
    expect(await credit(customer)).toBe(100);
  });

  test.each([
    ['taken', false],
    ['settled', true],
  ])('a payment that was %s is given back once, and not settled afterwards', async (_name, settled) => {
    const customer = await opened(100);
    const wanted = charge(customer, 60);
    await ledger.take(wanted, 0);
    if (settled) await ledger.settle(wanted.orderId);
    for (let attempt = 0; attempt < 3; attempt++) await ledger.refund(wanted.orderId);
    expect(await credit(customer)).toBe(100);
    await expect(ledger.settle(wanted.orderId)).rejects.toMatchObject({ name: 'PaymentDeclinedError' });
    await expect(ledger.take(wanted, 0)).rejects.toMatchObject({ name: 'PaymentDeclinedError' });
  });

  test('what was never taken is given back by doing nothing', async () => {
    await expect(ledger.refund(some('ord'))).resolves.toBeUndefined();
    await expect(ledger.settle(some('ord'))).rejects.toMatchObject({ name: 'PaymentDeclinedError' });
  });
});

describe('orders', () => {
  const detail = (more: object = {}) => ({
    source: 'partner/trestle/shop/orders',
    correlationid: 'cor-1',
    data: {
      orderId: some('ord_'),
      customerId: 'cus_1',
      currency: 'EUR',
      lines: [{ sku: 'A', quantity: 2, unitPrice: 50_000 }],
      total: 100_000,
      shipTo: { country: 'NL' },
      placedAt: '2026-11-23T09:15:00Z',
      ...more,
    },
  });
  const PAID = { status: 'PAID', paymentId: 'pay_1', paidAt: '2026-11-23T12:00:00Z' } as const;
  const FULFILLED = { status: 'FULFILLED', shipments: [], fulfilledAt: '2026-11-23T12:00:00Z' } as const;
  const CANCELLED = {
    status: 'CANCELLED',
    reason: 'failed',
    detail: 'x',
    cancelledAt: '2026-11-23T12:00:00Z',
  } as const;

  test('an order is placed once, and told what has become of it', async () => {
    const event = detail();
    expect(await placeOrder(event, orders)).toMatchObject({ status: 'PLACED', risk: 'review' });
    await changeOrder(event.data.orderId, CANCELLED, orders);
    expect(await placeOrder(event, orders)).toMatchObject({ status: 'CANCELLED' });
    expect((await orders.find(event.data.orderId))?.version).toBe(2);
  });

  test.each<[string, (orderId: string) => Promise<unknown>, string]>([
    ['a sum that is wrong', () => placeOrder(detail({ total: 1 }), orders), 'OrderInvalidError'],
    ['data that breaks the contract', () => placeOrder(detail({ lines: [] }), orders), 'OrderInvalidError'],
    ['no event', () => placeOrder(undefined, orders), 'OrderInvalidError'],
    [
      'the id of another order',
      (orderId) => placeOrder(detail({ orderId, placedAt: '2026-11-23T09:16:00Z' }), orders),
      'OrderInvalidError',
    ],
    ['a change of no order', () => changeOrder('none', PAID, orders), 'OrderInvalidError'],
    ['to fulfil what is not paid', (orderId) => changeOrder(orderId, FULFILLED, orders), 'OrderInvalidError'],
  ])('refuses %s', async (_name, act, name) => {
    const event = detail();
    await placeOrder(event, orders);
    await expect(act(event.data.orderId)).rejects.toMatchObject({ name });
  });

  test('a step that is repeated changes nothing, even when the order has gone on', async () => {
    const event = detail();
    await placeOrder(event, orders);
    await changeOrder(event.data.orderId, PAID, orders);
    await changeOrder(event.data.orderId, PAID, orders);
    await changeOrder(event.data.orderId, FULFILLED, orders);
    expect(await changeOrder(event.data.orderId, PAID, orders)).toMatchObject({ status: 'FULFILLED', version: 3 });
    await expect(changeOrder(event.data.orderId, CANCELLED, orders)).rejects.toMatchObject({
      name: 'OrderInvalidError',
    });
  });

  test('of two changes at once, one is made', async () => {
    const event = detail();
    await placeOrder(event, orders);
    const order = await orders.find(event.data.orderId);
    if (!order) throw new Error('not placed');
    const next = { ...order, version: 2 };
    const results = await Promise.allSettled([orders.save(next), orders.save(next)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
