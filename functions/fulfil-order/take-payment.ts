import { DynamoLedger } from '../../lib/aws/dynamo-ledger.ts';
import { dynamodb } from '../../lib/aws/dynamodb.ts';
import { taskHandler } from '../../lib/aws/task-handler.ts';
import { numericSetting, setting } from '../../lib/environment.ts';
import type { PlacedOrderWithRisk } from '../../lib/orders/place-order.ts';

const ledger = new DynamoLedger(dynamodb, setting('LEDGER_TABLE'), Date.now);

const settlementSeconds = numericSetting('SETTLEMENT_SECONDS');

/** Charges the customer's account; small amounts settle at once. Idempotency key: the order's id. */
export const handler = taskHandler((order: PlacedOrderWithRisk) =>
  ledger.take(order, order.risk === 'low' ? 0 : settlementSeconds),
);
