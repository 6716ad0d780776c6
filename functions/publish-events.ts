import { countAcceptances } from '../lib/accepted/count-acceptances.ts';
import { acceptedEvents } from '../lib/aws/accepted-store.ts';
import { publishEvents } from '../lib/aws/event-publisher.ts';
import { admitSource } from '../lib/aws/source-states.ts';
import { setting } from '../lib/environment.ts';
import { httpHandler } from '../lib/http/http-handler.ts';
import { batchResponse, singleResponse } from '../lib/http/publish-response.ts';
import { publishRequest } from '../lib/publishing/publish-request.ts';
import { parseJson } from '../lib/validation/parse-json.ts';

const accepted = acceptedEvents();
const provider = setting('PROVIDER');

/** `POST /v1/events`: one CloudEvent or a list of them. Idempotency key: tenant and event id. */
export const handler = httpHandler(async ({ body, correlationId }) => {
  const value = parseJson(body.toString('utf8'));
  const context = { now: new Date().toISOString(), correlationId, provider };
  const answers = await publishRequest(value, context, {
    accepted,
    publish: publishEvents,
    admit: admitSource,
  });
  countAcceptances(answers);
  return Array.isArray(value) ? batchResponse(answers) : singleResponse(answers[0]);
});
