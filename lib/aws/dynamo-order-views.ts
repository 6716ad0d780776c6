import { ConditionalCheckFailedException, type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { JsonObject } from '../json.ts';
import type { OrderViews } from '../orders/order-views.ts';

/** `OrderViews` in a table with the key `orderId`. What was ordered is in `placed`, the last change in `latest`. */
export class DynamoOrderViews implements OrderViews {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async place(orderId: string, facts: JsonObject): Promise<void> {
    await this.#client.send(
      new UpdateItemCommand({
        TableName: this.#table,
        Key: { orderId: { S: orderId } },
        UpdateExpression:
          'SET placed = if_not_exists(placed, :placed), customerId = :customer, #status = if_not_exists(#status, :status), #version = if_not_exists(#version, :version)',
        ExpressionAttributeNames: { '#status': 'status', '#version': 'version' },
        ExpressionAttributeValues: {
          ':placed': { S: JSON.stringify(facts) },
          ':customer': { S: String(facts.customerId) },
          ':status': { S: 'PLACED' },
          ':version': { N: '1' },
        },
      }),
    );
  }

  async advance(
    orderId: string,
    { status, version, facts }: { readonly status: string; readonly version: number; readonly facts: JsonObject },
  ): Promise<void> {
    try {
      await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: { orderId: { S: orderId } },
          UpdateExpression: 'SET latest = :latest, customerId = :customer, #status = :status, #version = :version',
          ConditionExpression: 'attribute_not_exists(#version) OR #version < :version',
          ExpressionAttributeNames: { '#status': 'status', '#version': 'version' },
          ExpressionAttributeValues: {
            ':latest': { S: JSON.stringify(facts) },
            ':customer': { S: String(facts.customerId) },
            ':status': { S: status },
            ':version': { N: `${version}` },
          },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
}
