import { DynamoOrders } from '../../lib/aws/dynamo-orders.ts';
import { dynamodb } from '../../lib/aws/dynamodb.ts';
import { taskHandler } from '../../lib/aws/task-handler.ts';
import { setting } from '../../lib/environment.ts';
import { placeOrder } from '../../lib/orders/place-order.ts';

const orders = new DynamoOrders(dynamodb, setting('ORDERS_TABLE'));

/** Takes the order in and weighs its risk. Idempotency key: the order's id. */
export const handler = taskHandler((detail: unknown) => placeOrder(detail, orders));
