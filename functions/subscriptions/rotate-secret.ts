import { randomText } from '../../lib/aws/random-text.ts';
import { subscriptions } from '../../lib/aws/subscription-store.ts';
import { apiHandler } from '../../lib/http/api-handler.ts';
import { json } from '../../lib/http/http-handler.ts';
import { presentSubscription } from '../../lib/subscriptions/present-subscription.ts';
import { rotateSecret } from '../../lib/subscriptions/rotate-secret.ts';

/** `POST /v1/subscriptions/{id}/rotate-secret` */
export const handler = apiHandler(async ({ tenant, path: { id = '' } }) => {
  const rotated = await rotateSecret(tenant, id, { subscriptions, now: new Date(), random: randomText });
  return json(200, presentSubscription(rotated, true));
});
