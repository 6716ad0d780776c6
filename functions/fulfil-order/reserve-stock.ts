import { DynamoWarehouse } from '../../lib/aws/dynamo-warehouse.ts';
import { dynamodb } from '../../lib/aws/dynamodb.ts';
import { taskHandler } from '../../lib/aws/task-handler.ts';
import { setting } from '../../lib/environment.ts';
import type { PlacedOrder } from '../../lib/orders/order.ts';

const warehouse = new DynamoWarehouse(dynamodb, setting('WAREHOUSE_TABLE'));

/** Idempotency key: the order's id. */
export const handler = taskHandler(async ({ orderId, lines }: PlacedOrder) => {
  await warehouse.reserve(orderId, lines);
  return { reserved: lines.length };
});
