import { publishKeptEvents } from '../lib/aws/event-publisher.ts';
import { queueHandler } from '../lib/aws/queue-handler.ts';
import { readKeptEvent } from '../lib/publishing/kept-event.ts';

/** Drains the queue of the unpublished. Consumers of the bus are idempotent on the event's id, so twice is harmless. */
export const handler = queueHandler(async ({ body }) => {
  const { event } = readKeptEvent(body);
  const [outcome] = await publishKeptEvents([event]);
  if (outcome?.state !== 'published') throw new Error(`${event.id} is still not published: ${outcome?.cause}`);
});
