import { deliveryLog } from '../../lib/aws/delivery-log-of-stage.ts';
import { subscriptions } from '../../lib/aws/subscription-store.ts';
import { apiHandler } from '../../lib/http/api-handler.ts';
import { parseCursor, writeCursor } from '../../lib/http/cursor.ts';
import { json } from '../../lib/http/http-handler.ts';
import { findSubscription } from '../../lib/subscriptions/find-subscription.ts';
import { readLimit } from '../../lib/subscriptions/list-subscriptions.ts';

const DAY = 24 * 60 * 60 * 1000;
const log = deliveryLog();

/** `GET /v1/subscriptions/{id}/deliveries`: those of the last day; with `?event=`, of one event. */
export const handler = apiHandler(async ({ tenant, path: { id = '' }, query }) => {
  const limit = readLimit(query.limit);
  const token = query.cursor === undefined ? undefined : parseCursor(query.cursor);
  const subscription = await findSubscription(tenant, id, subscriptions);
  const { items, next } = await log.deliveriesOf(subscription, {
    from: Date.now() - DAY,
    limit,
    token,
    event: query.event,
  });
  return json(200, { items, ...(next === undefined ? {} : { next: writeCursor(next) }) });
});
