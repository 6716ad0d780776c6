import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type AcceptedEvents, type Claim, type EventKey, MEMORY_SECONDS } from '../accepted/accepted-events.ts';

/** The table's key: `id`. `state` is `claimed` or `accepted`; `lapses` and `expires` are seconds since 1970. */
const itemKey = ({ tenant, id }: Pick<EventKey, 'tenant' | 'id'>) => ({ id: { S: `${tenant}#${id}` } });

/** `AcceptedEvents` in a table with the key `id`, whose time to live is `expires`. */
export class DynamoAcceptedEvents implements AcceptedEvents {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #now: () => number;
  readonly #claimSeconds: number;

  /**
   * @param now milliseconds since 1970
   * @param claimSeconds after which an unconfirmed claim lapses; no function that claims may run longer
   */
  constructor(client: DynamoDBClient, table: string, now: () => number, claimSeconds: number) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
    this.#claimSeconds = claimSeconds;
  }

  async claim(key: EventKey): Promise<Claim> {
    const now = Math.floor(this.#now() / 1000);
    try {
      await this.#client.send(
        new PutItemCommand({
          TableName: this.#table,
          Item: {
            ...itemKey(key),
            state: { S: 'claimed' },
            fingerprint: { S: key.fingerprint },
            lapses: { N: `${now + this.#claimSeconds}` },
            expires: { N: `${now + MEMORY_SECONDS}` },
          },
          // A lapsed claim may be taken over, by the same event only. Time to live deletes late, so it is checked here.
          ConditionExpression:
            'attribute_not_exists(id) OR expires < :now OR (#state = :claimed AND lapses < :now AND fingerprint = :fingerprint)',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: {
            ':now': { N: `${now}` },
            ':claimed': { S: 'claimed' },
            ':fingerprint': { S: key.fingerprint },
          },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return 'new';
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      if (error.Item?.fingerprint?.S !== key.fingerprint) return 'conflict';
      return error.Item.state?.S === 'accepted' ? 'repeated' : 'running';
    }
  }

  /** Whether the tenant's event was accepted, or is being so. */
  async has(tenant: string, id: string): Promise<boolean> {
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: itemKey({ tenant, id }) }),
    );
    return Item !== undefined;
  }

  async confirm(key: EventKey): Promise<void> {
    await this.#client.send(
      new UpdateItemCommand({
        TableName: this.#table,
        Key: itemKey(key),
        UpdateExpression: 'SET #state = :accepted REMOVE lapses',
        ConditionExpression: 'fingerprint = :fingerprint',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':accepted': { S: 'accepted' }, ':fingerprint': { S: key.fingerprint } },
      }),
    );
  }

  async release(key: EventKey): Promise<void> {
    await this.#client.send(
      new DeleteItemCommand({
        TableName: this.#table,
        Key: itemKey(key),
        ConditionExpression: '#state = :claimed AND fingerprint = :fingerprint',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':claimed': { S: 'claimed' }, ':fingerprint': { S: key.fingerprint } },
      }),
    );
  }
}
