import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { logger, metrics } from '../powertools.ts';

/**
 * The chain of every function that reads a queue: each message by itself, and only those that failed come back
 * (`ReportBatchItemFailures`), until the queue's redrive policy gives them up.
 */
export const queueHandler = (take: (record: SQSRecord) => Promise<unknown>) =>
  middy<SQSEvent, SQSBatchResponse>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use(logMetrics(metrics))
    .handler((event, context) => {
      const taken = async (record: SQSRecord): Promise<void> => {
        try {
          await take(record);
        } catch (error) {
          logger.warn('A message was not taken', {
            messageId: record.messageId,
            receiveCount: record.attributes.ApproximateReceiveCount,
            error,
          });
          throw error;
        }
      };
      return processPartialResponse(event, taken, new BatchProcessor(EventType.SQS), {
        context,
        throwOnFullBatchFailure: false,
      });
    });
