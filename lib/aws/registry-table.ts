import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';

/** Where a document is: the table's two keys. */
export interface Place {
  readonly owner: string;
  readonly name: string;
}

/** On what a write depends: that there is nothing yet, or that the document's `revision` is still this one. */
export type Condition = { readonly absent: true } | { readonly revision: string };

/** The condition of a write did not hold. */
export class ConditionError extends Error {
  override readonly name = 'ConditionError';
}

const keyOf = ({ owner, name }: Place): Record<string, AttributeValue> => ({ owner: { S: owner }, name: { S: name } });

const condition = (wanted: Condition | undefined) =>
  wanted === undefined
    ? {}
    : 'absent' in wanted
      ? { ConditionExpression: 'attribute_not_exists(#owner)', ExpressionAttributeNames: { '#owner': 'owner' } }
      : {
          ConditionExpression: 'revision = :revision',
          ExpressionAttributeValues: { ':revision': { S: wanted.revision } },
        };

/** A key condition; DynamoDB refuses an empty value of a key, though every name begins with it. */
const namesBeginning = (owner: string, prefix: string) =>
  prefix === ''
    ? {
        KeyConditionExpression: '#owner = :owner',
        ExpressionAttributeNames: { '#owner': 'owner' },
        ExpressionAttributeValues: { ':owner': { S: owner } },
      }
    : {
        KeyConditionExpression: '#owner = :owner AND begins_with(#name, :prefix)',
        ExpressionAttributeNames: { '#owner': 'owner', '#name': 'name' },
        ExpressionAttributeValues: { ':owner': { S: owner }, ':prefix': { S: prefix } },
      };

/** A table of JSON documents with the keys `owner` and `name`; tenants and subscriptions are kept in it. */
export class RegistryTable {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async get<T>(place: Place): Promise<T | undefined> {
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: keyOf(place), ConsistentRead: true }),
    );
    return Item?.document?.S === undefined ? undefined : (JSON.parse(Item.document.S) as T);
  }

  /**
   * @param revision what a later write may depend on
   * @param expires when the table may forget it, seconds since 1970, in tables with a time to live
   * @throws ConditionError
   */
  async put(place: Place, document: object, revision: string, wanted?: Condition, expires?: number): Promise<void> {
    await this.#checked(
      this.#client.send(
        new PutItemCommand({
          TableName: this.#table,
          Item: {
            ...keyOf(place),
            document: { S: JSON.stringify(document) },
            revision: { S: revision },
            ...(expires === undefined ? {} : { expires: { N: `${expires}` } }),
          },
          ...condition(wanted),
        }),
      ),
    );
  }

  /** @throws ConditionError */
  async delete(place: Place, wanted?: Condition): Promise<void> {
    await this.#checked(
      this.#client.send(new DeleteItemCommand({ TableName: this.#table, Key: keyOf(place), ...condition(wanted) })),
    );
  }

  /** An owner's documents whose names begin with `prefix`, in the order of their names, after the name `after`. */
  async list<T>(owner: string, prefix: string, limit: number, after?: string): Promise<readonly T[]> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        ...namesBeginning(owner, prefix),
        Limit: limit,
        ConsistentRead: true,
        ...(after === undefined ? {} : { ExclusiveStartKey: keyOf({ owner, name: after }) }),
      }),
    );
    return Items.map(({ document }) => JSON.parse(document?.S ?? 'null') as T);
  }

  async #checked(write: Promise<unknown>): Promise<void> {
    try {
      await write;
    } catch (cause) {
      if (cause instanceof ConditionalCheckFailedException) throw new ConditionError('It is not as it was.', { cause });
      throw cause;
    }
  }
}
