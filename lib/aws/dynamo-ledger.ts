import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type Charge, type Ledger, type Payment, paymentIdOf } from '../orders/ledger.ts';
import { PaymentDeclinedError, PaymentPendingError } from '../orders/order-errors.ts';
import { failedConditions } from './failed-conditions.ts';

const accountKey = (customerId: string) => ({ key: { S: `account#${customerId}` } });
const paymentKey = (orderId: string) => ({ key: { S: `payment#${orderId}` } });

interface StoredPayment extends Payment {
  readonly customerId: string;
}

/** `Ledger` in a table with the key `key`: `account#<customer>` and `payment#<order>`. */
export class DynamoLedger implements Ledger {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #now: () => number;

  /** @param now milliseconds since 1970 */
  constructor(client: DynamoDBClient, table: string, now: () => number) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
  }

  async #find(orderId: string): Promise<{ readonly payment: StoredPayment; readonly state: string } | undefined> {
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: paymentKey(orderId), ConsistentRead: true }),
    );
    if (Item?.payment?.S === undefined) return undefined;
    return { payment: JSON.parse(Item.payment.S) as StoredPayment, state: Item.state?.S ?? '' };
  }

  async take({ orderId, customerId, total, currency }: Charge, settlementSeconds: number): Promise<Payment> {
    const settlesAt = new Date(this.#now() + settlementSeconds * 1000).toISOString();
    const payment: StoredPayment = { paymentId: paymentIdOf(orderId), customerId, amount: total, currency, settlesAt };
    try {
      await this.#client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            {
              Put: {
                TableName: this.#table,
                Item: { ...paymentKey(orderId), state: { S: 'TAKEN' }, payment: { S: JSON.stringify(payment) } },
                ConditionExpression: 'attribute_not_exists(#key)',
                ExpressionAttributeNames: { '#key': 'key' },
              },
            },
            {
              Update: {
                TableName: this.#table,
                Key: accountKey(customerId),
                UpdateExpression: 'ADD credit :taken',
                ConditionExpression: 'credit >= :amount',
                ExpressionAttributeValues: { ':taken': { N: `${-total}` }, ':amount': { N: `${total}` } },
              },
            },
          ],
        }),
      );
      return payment;
    } catch (error) {
      if (failedConditions(error).includes(0)) {
        // An earlier try of this task took it.
        const earlier = await this.#find(orderId);
        if (earlier && earlier.state !== 'REFUNDED') return earlier.payment;
      }
      throw new PaymentDeclinedError(`Customer ${customerId} may not owe ${total} more.`);
    }
  }

  async settle(orderId: string): Promise<Payment> {
    const found = await this.#find(orderId);
    if (!found || found.state === 'REFUNDED')
      throw new PaymentDeclinedError(`Order ${orderId} has no payment to settle.`);
    const { payment, state } = found;
    if (state === 'SETTLED') return payment;
    if (this.#now() < Date.parse(payment.settlesAt)) {
      throw new PaymentPendingError(`${payment.paymentId} settles at ${payment.settlesAt}.`);
    }
    // What is paid is no longer owed.
    await this.#move(orderId, payment, 'SETTLED').catch((error) => failedConditions(error));
    return payment;
  }

  async refund(orderId: string): Promise<void> {
    const found = await this.#find(orderId);
    if (!found || found.state === 'REFUNDED') return;
    if (found.state === 'SETTLED') {
      await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: paymentKey(orderId),
          UpdateExpression: 'SET #state = :refunded',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':refunded': { S: 'REFUNDED' } },
        }),
      );
      return;
    }
    await this.#move(orderId, found.payment, 'REFUNDED').catch((error) => failedConditions(error));
  }

  /** A payment that was only taken becomes settled or refunded; either way the customer owes it no longer. */
  async #move(orderId: string, { customerId, amount }: StoredPayment, state: 'SETTLED' | 'REFUNDED'): Promise<void> {
    await this.#client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          {
            Update: {
              TableName: this.#table,
              Key: paymentKey(orderId),
              UpdateExpression: 'SET #state = :state',
              ConditionExpression: '#state = :taken',
              ExpressionAttributeNames: { '#state': 'state' },
              ExpressionAttributeValues: { ':state': { S: state }, ':taken': { S: 'TAKEN' } },
            },
          },
          {
            Update: {
              TableName: this.#table,
              Key: accountKey(customerId),
              UpdateExpression: 'ADD credit :amount',
              ExpressionAttributeValues: { ':amount': { N: `${amount}` } },
            },
          },
        ],
      }),
    );
  }

  async open(customerId: string, creditLimit: number): Promise<void> {
    try {
      await this.#client.send(
        new PutItemCommand({
          TableName: this.#table,
          Item: { ...accountKey(customerId), credit: { N: `${creditLimit}` } },
          ConditionExpression: 'attribute_not_exists(#key)',
          ExpressionAttributeNames: { '#key': 'key' },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
}
