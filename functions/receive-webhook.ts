import { acceptEvents } from '../lib/accepted/accept-events.ts';
import { countAcceptances } from '../lib/accepted/count-acceptances.ts';
import { acceptedEvents } from '../lib/aws/accepted-store.ts';
import { publishEvents } from '../lib/aws/event-publisher.ts';
import { SecretPartners } from '../lib/aws/secret-partners.ts';
import { secretsManager } from '../lib/aws/secrets-manager.ts';
import { admitSource } from '../lib/aws/source-states.ts';
import { setting } from '../lib/environment.ts';
import { httpHandler, json } from '../lib/http/http-handler.ts';
import { receiveDelivery } from '../lib/partners/receive-delivery.ts';

const partners = new SecretPartners(secretsManager, setting('WEBHOOK_SECRET_PREFIX'), Date.now);
const accepted = acceptedEvents();
const provider = setting('PROVIDER');

/** `POST /v1/webhooks/{partner}`. Idempotency key: tenant and the partner's delivery id. */
export const handler = httpHandler(async ({ path, headers, body, correlationId }) => {
  const event = await receiveDelivery(path.partner ?? '', { headers, body }, partners, {
    correlationId,
    provider,
    now: Date.now(),
  });
  await admitSource(event.source, '/source');
  const { type, subject, data } = event;
  const answers = await acceptEvents([{ event, content: { type, subject, data } }], {
    accepted,
    publish: publishEvents,
  });
  countAcceptances(answers);
  const [answer] = answers;
  if (!answer?.accepted) throw answer?.error ?? new Error('No answer for the event.');
  return json(202, { id: answer.id, repeated: answer.repeated });
});
