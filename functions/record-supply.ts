import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { DynamoLedger } from '../lib/aws/dynamo-ledger.ts';
import { DynamoWarehouse } from '../lib/aws/dynamo-warehouse.ts';
import { dynamodb } from '../lib/aws/dynamodb.ts';
import { setting } from '../lib/environment.ts';
import { recordSupply } from '../lib/orders/record-supply.ts';
import { logger } from '../lib/powertools.ts';

const ports = {
  warehouse: new DynamoWarehouse(dynamodb, setting('WAREHOUSE_TABLE')),
  ledger: new DynamoLedger(dynamodb, setting('LEDGER_TABLE'), Date.now),
};

const record = ({ body }: SQSRecord): Promise<void> => recordSupply(JSON.parse(body), ports);

/** Reads `stock.replenished` and `customer.registered` from its queue. Idempotency key: tenant and event id. */
export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler((event, context) =>
    processPartialResponse(event, record, new BatchProcessor(EventType.SQS), {
      context,
      throwOnFullBatchFailure: false,
    }),
  );
