import { acceptedEvents } from '../../lib/aws/accepted-store.ts';
import { deliveryLog } from '../../lib/aws/delivery-log-of-stage.ts';
import { patternTest } from '../../lib/aws/pattern-test.ts';
import { subscriptions } from '../../lib/aws/subscription-store.ts';
import { apiHandler } from '../../lib/http/api-handler.ts';
import { json } from '../../lib/http/http-handler.ts';
import { findSubscription } from '../../lib/subscriptions/find-subscription.ts';
import { explainEvent } from '../../lib/why/explain-event.ts';

const log = deliveryLog();
const accepted = acceptedEvents();

/** `GET /v1/subscriptions/{id}/why/{eventId}` */
export const handler = apiHandler(async ({ tenant, path: { id = '', eventId = '' } }) => {
  const subscription = await findSubscription(tenant, id, subscriptions);
  const explanation = await explainEvent(decodeURIComponent(eventId), subscription, {
    eventsOf: (wanted) => log.eventsOf(wanted),
    wasAccepted: (owner, wanted) => accepted.has(owner, wanted),
    matches: patternTest,
    stepsOf: (event, of) => log.stepsOf(event, of),
  });
  return json(200, explanation);
});
