import { DynamoLedger } from '../lib/aws/dynamo-ledger.ts';
import { DynamoWarehouse } from '../lib/aws/dynamo-warehouse.ts';
import { dynamodb } from '../lib/aws/dynamodb.ts';
import { queueHandler } from '../lib/aws/queue-handler.ts';
import { setting } from '../lib/environment.ts';
import { recordSupply } from '../lib/orders/record-supply.ts';

const ports = {
  warehouse: new DynamoWarehouse(dynamodb, setting('WAREHOUSE_TABLE')),
  ledger: new DynamoLedger(dynamodb, setting('LEDGER_TABLE'), Date.now),
};

/** Reads `stock.replenished` and `customer.registered`. Idempotency key: tenant and event id. */
export const handler = queueHandler(({ body }) => recordSupply(JSON.parse(body), ports));
