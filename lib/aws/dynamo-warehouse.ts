import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { OrderLine, Shipment } from '../orders/order.ts';
import { StockShortageError } from '../orders/order-errors.ts';
import { piecesBySku, type Warehouse } from '../orders/warehouse.ts';
import { failedConditions } from './failed-conditions.ts';

const stockKey = (sku: string) => ({ key: { S: `stock#${sku}` } });
const reservationKey = (orderId: string) => ({ key: { S: `reservation#${orderId}` } });

/** `Warehouse` in a table with the key `key`: `stock#<sku>`, `reservation#<order>`, `shipment#<order>#<line>`, `event#<id>`. */
export class DynamoWarehouse implements Warehouse {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  #addPieces(sku: string, pieces: number): TransactWriteItem {
    return {
      Update: {
        TableName: this.#table,
        Key: stockKey(sku),
        UpdateExpression: 'ADD pieces :pieces',
        ExpressionAttributeValues: { ':pieces': { N: `${pieces}` } },
      },
    };
  }

  /** All or nothing. Undefined: done. Else the numbers of the items whose conditions did not hold. */
  async #write(items: TransactWriteItem[]): Promise<readonly number[] | undefined> {
    try {
      await this.#client.send(new TransactWriteItemsCommand({ TransactItems: items }));
      return undefined;
    } catch (error) {
      return failedConditions(error);
    }
  }

  async reserve(orderId: string, lines: readonly OrderLine[]): Promise<void> {
    const pieces = [...piecesBySku(lines)];
    const failed = await this.#write([
      {
        Put: {
          TableName: this.#table,
          Item: { ...reservationKey(orderId), lines: { S: JSON.stringify(pieces) } },
          ConditionExpression: 'attribute_not_exists(#key)',
          ExpressionAttributeNames: { '#key': 'key' },
        },
      },
      ...pieces.map(([sku, quantity]) => ({
        Update: {
          TableName: this.#table,
          Key: stockKey(sku),
          UpdateExpression: 'ADD pieces :taken',
          ConditionExpression: 'pieces >= :quantity',
          ExpressionAttributeValues: { ':taken': { N: `${-quantity}` }, ':quantity': { N: `${quantity}` } },
        },
      })),
    ]);
    // The reservation is there already: an earlier try of this task made it.
    if (failed === undefined || failed.includes(0)) return;
    const short = failed.map((index) => pieces[index - 1]?.[0]).join(', ');
    throw new StockShortageError(`There is not enough in stock of ${short}.`);
  }

  async release(orderId: string): Promise<void> {
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: reservationKey(orderId), ConsistentRead: true }),
    );
    if (Item?.lines?.S === undefined) return;
    await this.#write([
      {
        Delete: {
          TableName: this.#table,
          Key: reservationKey(orderId),
          ConditionExpression: 'attribute_exists(#key)',
          ExpressionAttributeNames: { '#key': 'key' },
        },
      },
      ...(JSON.parse(Item.lines.S) as [string, number][]).map(([sku, quantity]) => this.#addPieces(sku, quantity)),
    ]);
  }

  async ship(orderId: string, index: number, { sku, quantity }: OrderLine): Promise<Shipment> {
    const shipment = { sku, quantity, trackingId: `trk_${orderId}_${index}` };
    await this.#client.send(
      new PutItemCommand({
        TableName: this.#table,
        Item: { key: { S: `shipment#${orderId}#${index}` }, shipment: { S: JSON.stringify(shipment) } },
      }),
    );
    return shipment;
  }

  async replenish(eventKey: string, sku: string, quantity: number): Promise<void> {
    await this.#write([
      {
        Put: {
          TableName: this.#table,
          Item: { key: { S: `event#${eventKey}` } },
          ConditionExpression: 'attribute_not_exists(#key)',
          ExpressionAttributeNames: { '#key': 'key' },
        },
      },
      this.#addPieces(sku, quantity),
    ]);
  }
}
