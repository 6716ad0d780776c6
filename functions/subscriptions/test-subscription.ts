import { publishKeptEvents } from '../../lib/aws/event-publisher.ts';
import { randomText } from '../../lib/aws/random-text.ts';
import { subscriptions } from '../../lib/aws/subscription-store.ts';
import { setting } from '../../lib/environment.ts';
import { apiHandler } from '../../lib/http/api-handler.ts';
import { json } from '../../lib/http/http-handler.ts';
import { testSubscription } from '../../lib/subscriptions/test-subscription.ts';

const provider = setting('PROVIDER');

/** `POST /v1/subscriptions/{id}/test` */
export const handler = apiHandler(async ({ tenant, path: { id = '' }, correlationId }) => {
  const ports = {
    subscriptions,
    provider,
    correlationId,
    now: new Date(),
    random: randomText,
    publish: publishKeptEvents,
  };
  return json(202, { event: await testSubscription(tenant, id, ports) });
});
