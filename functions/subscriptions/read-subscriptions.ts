import { subscriptions } from '../../lib/aws/subscription-store.ts';
import { apiHandler } from '../../lib/http/api-handler.ts';
import { json } from '../../lib/http/http-handler.ts';
import { findSubscription } from '../../lib/subscriptions/find-subscription.ts';
import { listSubscriptions } from '../../lib/subscriptions/list-subscriptions.ts';
import { presentSubscription } from '../../lib/subscriptions/present-subscription.ts';

/** `GET /v1/subscriptions` and `GET /v1/subscriptions/{id}` */
export const handler = apiHandler(async ({ tenant, path: { id }, query: { limit, cursor } }) => {
  if (id !== undefined) return json(200, presentSubscription(await findSubscription(tenant, id, subscriptions)));
  const { items, next } = await listSubscriptions(tenant, { limit, cursor }, subscriptions);
  return json(200, { items: items.map((item) => presentSubscription(item)), ...(next ? { next } : {}) });
});
