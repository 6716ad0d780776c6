import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { publishKeptEvents } from '../lib/aws/event-publisher.ts';
import { readOrderChanges } from '../lib/aws/order-stream.ts';
import { relayChanges } from '../lib/orders/relay-changes.ts';
import { logger } from '../lib/powertools.ts';

/**
 * Reads the stream of the orders table. Lambda goes on at the first record that is reported, so events may be
 * published twice, with the same id; each order's stay in their order.
 */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler(async ({ Records }) => {
    const failures = await relayChanges(readOrderChanges(Records), publishKeptEvents);
    for (const failure of failures) logger.error('A change of an order is not published yet', { ...failure });
    return { batchItemFailures: failures.map(({ sequenceNumber }) => ({ itemIdentifier: sequenceNumber })) };
  });
