import { busRules } from '../../lib/aws/bus-rules.ts';
import { subscriptions } from '../../lib/aws/subscription-store.ts';
import { apiHandler } from '../../lib/http/api-handler.ts';
import { json } from '../../lib/http/http-handler.ts';
import { presentSubscription } from '../../lib/subscriptions/present-subscription.ts';
import { pauseSubscription } from '../../lib/subscriptions/switch-subscription.ts';

const rules = busRules();

/** `POST /v1/subscriptions/{id}/pause` */
export const handler = apiHandler(async ({ tenant, path: { id = '' } }) =>
  json(200, presentSubscription(await pauseSubscription(tenant, id, { subscriptions, rules, now: new Date() }))),
);
