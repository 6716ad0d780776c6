import { subscriptionPorts } from '../../lib/aws/subscription-ports.ts';
import { apiHandler } from '../../lib/http/api-handler.ts';
import { deleteSubscription } from '../../lib/subscriptions/delete-subscription.ts';

const ports = subscriptionPorts();

/** `DELETE /v1/subscriptions/{id}` */
export const handler = apiHandler(async ({ tenant, path: { id = '' } }) => {
  await deleteSubscription(tenant, id, { ...ports, now: new Date() });
  return { statusCode: 204 };
});
