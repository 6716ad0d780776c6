import { DynamoWarehouse } from '../../lib/aws/dynamo-warehouse.ts';
import { dynamodb } from '../../lib/aws/dynamodb.ts';
import { taskHandler } from '../../lib/aws/task-handler.ts';
import { setting } from '../../lib/environment.ts';
import type { PlacedOrder } from '../../lib/orders/order.ts';

const warehouse = new DynamoWarehouse(dynamodb, setting('WAREHOUSE_TABLE'));

/** Compensates `reserve-stock`. Idempotency key: the order's id. */
export const handler = taskHandler(async ({ orderId }: Pick<PlacedOrder, 'orderId'>) => {
  await warehouse.release(orderId);
  return { released: true };
});
