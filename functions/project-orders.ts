import { DynamoOrderViews } from '../lib/aws/dynamo-order-views.ts';
import { dynamodb } from '../lib/aws/dynamodb.ts';
import { queueHandler } from '../lib/aws/queue-handler.ts';
import { setting } from '../lib/environment.ts';
import { projectOrder } from '../lib/orders/order-views.ts';
import { count } from '../lib/powertools.ts';
import { unlessReplayed } from '../lib/replays/unless-replayed.ts';

const views = new DynamoOrderViews(dynamodb, setting('ORDER_VIEWS_TABLE'));

/** Builds the read model from the orders queue. Idempotency key: the order's id and version. */
export const handler = queueHandler(async ({ body }) => {
  const event: unknown = JSON.parse(body);
  await projectOrder(event, views);
  // A replay makes the read model again; the business has not done its orders twice.
  await unlessReplayed(event, () => count('OrderChanges'));
});
