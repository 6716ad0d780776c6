import { DynamoOrders } from '../../lib/aws/dynamo-orders.ts';
import { dynamodb } from '../../lib/aws/dynamodb.ts';
import { taskHandler } from '../../lib/aws/task-handler.ts';
import { setting } from '../../lib/environment.ts';
import { changeOrder } from '../../lib/orders/change-order.ts';
import type { Shipment } from '../../lib/orders/order.ts';

interface ShippedOrder {
  readonly orderId: string;
  readonly shipments: readonly Shipment[];
}

const orders = new DynamoOrders(dynamodb, setting('ORDERS_TABLE'));

/** Idempotency key: the order's id. */
export const handler = taskHandler(async ({ orderId, shipments }: ShippedOrder) => {
  const { version } = await changeOrder(
    orderId,
    { status: 'FULFILLED', shipments, fulfilledAt: new Date().toISOString() },
    orders,
  );
  return { orderId, version };
});
