import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { publishKeptEvents } from '../lib/aws/event-publisher.ts';
import { logger } from '../lib/powertools.ts';
import { readKeptEvent } from '../lib/publishing/kept-event.ts';

async function republish({ body }: SQSRecord): Promise<void> {
  const { event } = readKeptEvent(body);
  const [outcome] = await publishKeptEvents([event]);
  if (outcome?.state !== 'published') throw new Error(`${event.id} is still not published: ${outcome?.cause}`);
  logger.info('Published at last', { eventId: event.id, correlationId: event.correlationid });
}

/** Drains the queue of the unpublished. Consumers of the bus are idempotent on the event's id, so twice is harmless. */
export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler((event, context) =>
    processPartialResponse(event, republish, new BatchProcessor(EventType.SQS), {
      context,
      throwOnFullBatchFailure: false,
    }),
  );
