import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { DeployedApplication } from './deployed-application.ts';

/** Writes an order into the orders table as its workflow does when it is paid, for the outbox to tell. */
export async function writePaidOrder(app: DeployedApplication, orderId: string): Promise<void> {
  const order = {
    ...{ orderId, customerId: 'cus_paid', currency: 'EUR', total: 100, shipTo: { country: 'NL' } },
    ...{ lines: [{ sku: 'PAID-1', quantity: 1, unitPrice: 100 }], placedAt: '2026-11-23T09:15:00Z' },
    ...{ source: 'partner/trestle/shop/orders', correlationId: 'paid', status: 'PAID', version: 2 },
    ...{ paymentId: `pay_${orderId}`, paidAt: new Date().toISOString() },
  };
  const Item = {
    ...{ orderId: { S: orderId }, status: { S: 'PAID' }, version: { N: '2' } },
    order: { S: JSON.stringify(order) },
  };
  await new DynamoDBClient(app.client).send(new PutItemCommand({ TableName: `${app.prefix}-orders`, Item }));
}
