import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import type { Order, Orders } from '../orders/order.ts';
import { OrderChangedError } from '../orders/order-errors.ts';

/** `Orders` in a table with the key `orderId`; the order itself is JSON in `order`, for the stream to carry. */
export class DynamoOrders implements Orders {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async find(orderId: string): Promise<Order | undefined> {
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: { orderId: { S: orderId } }, ConsistentRead: true }),
    );
    return Item?.order?.S === undefined ? undefined : (JSON.parse(Item.order.S) as Order);
  }

  /** Every order, in no order. Reads the whole table. */
  async *all(): AsyncGenerator<Order> {
    for await (const { Items = [] } of paginateScan({ client: this.#client }, { TableName: this.#table })) {
      for (const { order } of Items) if (order?.S !== undefined) yield JSON.parse(order.S) as Order;
    }
  }

  async save(order: Order): Promise<void> {
    try {
      await this.#client.send(
        new PutItemCommand({
          TableName: this.#table,
          Item: {
            orderId: { S: order.orderId },
            status: { S: order.status },
            version: { N: `${order.version}` },
            order: { S: JSON.stringify(order) },
          },
          ConditionExpression: order.version === 1 ? 'attribute_not_exists(orderId)' : '#version = :before',
          ...(order.version === 1
            ? {}
            : {
                ExpressionAttributeNames: { '#version': 'version' },
                ExpressionAttributeValues: { ':before': { N: `${order.version - 1}` } },
              }),
        }),
      );
    } catch (cause) {
      if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
      throw new OrderChangedError(`Order ${order.orderId} has no version ${order.version - 1} to follow.`, { cause });
    }
  }
}
