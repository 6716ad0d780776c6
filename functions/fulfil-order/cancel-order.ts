import { DynamoOrders } from '../../lib/aws/dynamo-orders.ts';
import { dynamodb } from '../../lib/aws/dynamodb.ts';
import { taskHandler } from '../../lib/aws/task-handler.ts';
import { setting } from '../../lib/environment.ts';
import { changeOrder } from '../../lib/orders/change-order.ts';
import type { CancelReason } from '../../lib/orders/order.ts';

interface FailedOrder {
  readonly orderId: string;
  readonly reason: CancelReason;
  readonly detail: string;
}

const orders = new DynamoOrders(dynamodb, setting('ORDERS_TABLE'));

/** Idempotency key: the order's id. */
export const handler = taskHandler(async ({ orderId, reason, detail }: FailedOrder) => {
  const { version } = await changeOrder(
    orderId,
    { status: 'CANCELLED', reason, detail: detail.slice(0, 1000), cancelledAt: new Date().toISOString() },
    orders,
  );
  return { orderId, version, reason };
});
