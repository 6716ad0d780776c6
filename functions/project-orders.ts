import { DynamoOrderViews } from '../lib/aws/dynamo-order-views.ts';
import { dynamodb } from '../lib/aws/dynamodb.ts';
import { queueHandler } from '../lib/aws/queue-handler.ts';
import { setting } from '../lib/environment.ts';
import { projectOrder } from '../lib/orders/order-views.ts';

const views = new DynamoOrderViews(dynamodb, setting('ORDER_VIEWS_TABLE'));

/** Builds the read model from the orders queue. Idempotency key: the order's id and version. */
export const handler = queueHandler(({ body }) => projectOrder(JSON.parse(body), views));
