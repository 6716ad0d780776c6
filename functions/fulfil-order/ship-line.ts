import { DynamoWarehouse } from '../../lib/aws/dynamo-warehouse.ts';
import { dynamodb } from '../../lib/aws/dynamodb.ts';
import { taskHandler } from '../../lib/aws/task-handler.ts';
import { setting } from '../../lib/environment.ts';
import type { OrderLine } from '../../lib/orders/order.ts';

interface LineToShip {
  readonly orderId: string;
  readonly index: number;
  readonly line: OrderLine;
}

const warehouse = new DynamoWarehouse(dynamodb, setting('WAREHOUSE_TABLE'));

/** Hands one line to the carrier. Idempotency key: the order's id and the line's number. */
export const handler = taskHandler(({ orderId, index, line }: LineToShip) => warehouse.ship(orderId, index, line));
