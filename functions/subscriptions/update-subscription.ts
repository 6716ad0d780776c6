import { subscriptionPorts } from '../../lib/aws/subscription-ports.ts';
import { apiHandler } from '../../lib/http/api-handler.ts';
import { json } from '../../lib/http/http-handler.ts';
import { readRequest } from '../../lib/requests/read-request.ts';
import { presentSubscription } from '../../lib/subscriptions/present-subscription.ts';
import { type SubscriptionChange, updateSubscription } from '../../lib/subscriptions/update-subscription.ts';

const ports = subscriptionPorts();

/** `PATCH /v1/subscriptions/{id}` */
export const handler = apiHandler(async (request) => {
  const change = readRequest<SubscriptionChange>('subscription-change', request.json());
  const { id = '' } = request.path;
  return json(
    200,
    presentSubscription(await updateSubscription(request.tenant, id, change, { ...ports, now: new Date() })),
  );
});
