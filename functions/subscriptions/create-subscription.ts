import { subscriptionPorts } from '../../lib/aws/subscription-ports.ts';
import { apiHandler } from '../../lib/http/api-handler.ts';
import { json } from '../../lib/http/http-handler.ts';
import { readRequest } from '../../lib/requests/read-request.ts';
import { createSubscription, type NewSubscription } from '../../lib/subscriptions/create-subscription.ts';
import { presentSubscription } from '../../lib/subscriptions/present-subscription.ts';

const ports = subscriptionPorts();

/** `POST /v1/subscriptions` */
export const handler = apiHandler(async (request) => {
  const wanted = readRequest<NewSubscription>('new-subscription', request.json());
  const created = await createSubscription(request.tenant, wanted, { ...ports, now: new Date() });
  return json(201, presentSubscription(created, true), { location: `/v1/subscriptions/${created.id}` });
});
