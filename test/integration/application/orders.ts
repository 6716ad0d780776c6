import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { type DeployedApplication, eventually, someId } from '../../support/deployed-application.ts';

const some = (prefix: string): string => `${prefix}_${someId().replaceAll('-', '').slice(0, 20)}`;

/** From `order.placed` through the workflow, the orders table's stream and the queue to the read model. */
export function describeOrders(app: () => DeployedApplication): void {
  describe('orders', () => {
    const customerId = some('cus');
    const sku = 'ORDERS-1';
    const publish = async (type: string, data: object): Promise<void> => {
      const event = { specversion: '1.0', id: someId(), source: 'partner/trestle/shop/orders', type, data };
      expect(await app().publish(event)).toMatchObject({ status: 202 });
    };
    const placed = (lines: readonly { sku: string; quantity: number; unitPrice: number }[], more: object = {}) => ({
      orderId: some('ord'),
      customerId,
      currency: 'EUR',
      lines,
      total: lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0),
      shipTo: { country: 'NL' },
      placedAt: '2026-11-23T09:15:00Z',
      ...more,
    });
    const item = async (table: string, key: Record<string, { S: string }>) => {
      const TableName = `${app().prefix}-${table}`;
      return (await new DynamoDBClient(app().client).send(new GetItemCommand({ TableName, Key: key }))).Item;
    };
    const viewOf = (orderId: string, status: string) =>
      eventually(async () => {
        const view = await item('order-views', { orderId: { S: orderId } });
        return view?.status?.S === status ? view : undefined;
      }, `order ${orderId} is ${status}`);

    beforeAll(async () => {
      await publish('customer.registered', {
        customerId,
        email: 'ada@example.com',
        country: 'GB',
        registeredAt: '2026-11-20T08:00:00Z',
        creditLimit: 20_000_000,
      });
      await publish('stock.replenished', { sku, quantity: 100, replenishedAt: '2026-11-23T06:00:00Z' });
      await eventually(() => item('warehouse', { key: { S: `stock#${sku}` } }), 'goods in stock');
      await eventually(() => item('ledger', { key: { S: `account#${customerId}` } }), "the customer's account");
    });

    test('an order is reserved, paid, shipped and fulfilled', async () => {
      const order = placed([
        { sku, quantity: 2, unitPrice: 500 },
        { sku, quantity: 1, unitPrice: 700 },
      ]);
      await publish('order.placed', order);
      const view = await viewOf(order.orderId, 'FULFILLED');
      expect(view.version).toEqual({ N: '3' });
      expect(JSON.parse(view.latest?.S ?? '').shipments).toEqual([
        { sku, quantity: 2, trackingId: `trk_${order.orderId}_0` },
        { sku, quantity: 1, trackingId: `trk_${order.orderId}_1` },
      ]);
      expect((await item('warehouse', { key: { S: `stock#${sku}` } }))?.pieces).toEqual({ N: '97' });
    });

    test('an order that waits for its settlement is fulfilled as well', async () => {
      const order = placed([{ sku, quantity: 1, unitPrice: 150_000 }]);
      await publish('order.placed', order);
      await viewOf(order.orderId, 'FULFILLED');
    });

    test.each<[string, object, string]>([
      ['is out of stock', placed([{ sku: 'NOTHING-1', quantity: 1, unitPrice: 100 }]), 'out-of-stock'],
      [
        'its customer cannot pay',
        placed([{ sku, quantity: 1, unitPrice: 100 }], { customerId: some('cus') }),
        'payment-declined',
      ],
      ['is too risky', placed([{ sku, quantity: 1, unitPrice: 11_000_000 }]), 'risk-refused'],
    ])('an order that %s is cancelled, and what was taken is given back', async (_name, order, reason) => {
      const { orderId } = order as { orderId: string };
      await publish('order.placed', order);
      const view = await viewOf(orderId, 'CANCELLED');
      expect(JSON.parse(view.latest?.S ?? '')).toMatchObject({ reason, version: 2 });
      expect(await item('warehouse', { key: { S: `reservation#${orderId}` } })).toBeUndefined();
      expect((await item('ledger', { key: { S: `payment#${orderId}` } }))?.state?.S ?? 'REFUNDED').toBe('REFUNDED');
    });
  });
}
