import { DynamoLedger } from '../../lib/aws/dynamo-ledger.ts';
import { DynamoOrders } from '../../lib/aws/dynamo-orders.ts';
import { dynamodb } from '../../lib/aws/dynamodb.ts';
import { taskHandler } from '../../lib/aws/task-handler.ts';
import { setting } from '../../lib/environment.ts';
import { changeOrder } from '../../lib/orders/change-order.ts';
import type { PlacedOrder } from '../../lib/orders/order.ts';

const ledger = new DynamoLedger(dynamodb, setting('LEDGER_TABLE'), Date.now);
const orders = new DynamoOrders(dynamodb, setting('ORDERS_TABLE'));

/** Asks whether the bank has settled, and if so notes it on the order. Idempotency key: the order's id. */
export const handler = taskHandler(async ({ orderId }: Pick<PlacedOrder, 'orderId'>) => {
  const { paymentId } = await ledger.settle(orderId);
  const { version } = await changeOrder(
    orderId,
    { status: 'PAID', paymentId, paidAt: new Date().toISOString() },
    orders,
  );
  return { paymentId, version };
});
