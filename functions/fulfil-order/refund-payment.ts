import { DynamoLedger } from '../../lib/aws/dynamo-ledger.ts';
import { dynamodb } from '../../lib/aws/dynamodb.ts';
import { taskHandler } from '../../lib/aws/task-handler.ts';
import { setting } from '../../lib/environment.ts';
import type { PlacedOrder } from '../../lib/orders/order.ts';

const ledger = new DynamoLedger(dynamodb, setting('LEDGER_TABLE'), Date.now);

/** Compensates `take-payment`. Idempotency key: the order's id. */
export const handler = taskHandler(async ({ orderId }: Pick<PlacedOrder, 'orderId'>) => {
  await ledger.refund(orderId);
  return { refunded: true };
});
