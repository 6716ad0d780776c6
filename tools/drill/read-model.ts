import { createHash } from 'node:crypto';
import {
  type AttributeValue,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  paginateScan,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb';
import type { ClientOptions } from '../start/client-options.ts';
import type { MarkedEvent } from './marked-events.ts';

export interface ReadModelDigest {
  readonly orders: number;
  /** SHA-256 of every order, in the order of their ids. */
  readonly digest: string;
}

const SEGMENTS = 4;
const WAIT = { minDelay: 1, maxDelay: 1, maxWaitTime: 60 };

const digestOf = (lines: readonly string[]): ReadModelDigest => ({
  orders: lines.length,
  digest: createHash('sha256')
    .update([...lines].sort().join('\n'))
    .digest('hex'),
});

const lineOf = (orderId: string, version: string, facts: unknown): string => JSON.stringify([orderId, version, facts]);

/** What the read model must be after these events, worked out without it: the newest version of each order. */
export function expectedDigest(events: readonly MarkedEvent[]): ReadModelDigest {
  const newest = new Map<string, MarkedEvent['data']>();
  for (const { data } of events) {
    const known = newest.get(data.orderId);
    if (!known || known.version < data.version) newest.set(data.orderId, data);
  }
  return digestOf([...newest].map(([orderId, data]) => lineOf(orderId, String(data.version), sorted(data))));
}

const sorted = (value: object): object =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));

const lineOfItem = (item: Record<string, AttributeValue>): string =>
  lineOf(item.orderId?.S ?? '', item.version?.N ?? '', sorted(JSON.parse(item.latest?.S ?? '{}') as object));

/** The read model as it is. */
export async function readModelDigest(options: ClientOptions, TableName: string): Promise<ReadModelDigest> {
  const client = new DynamoDBClient(options);
  const segment = async (Segment: number): Promise<string[]> => {
    const lines: string[] = [];
    for await (const { Items = [] } of paginateScan(
      { client },
      { TableName, Segment, TotalSegments: SEGMENTS, ConsistentRead: true },
    ))
      lines.push(...Items.map(lineOfItem));
    return lines;
  };
  return digestOf((await Promise.all(Array.from({ length: SEGMENTS }, (_, index) => segment(index)))).flat());
}

/** Deletes the table of the read model, and makes an empty one like it. */
export async function loseReadModel(options: ClientOptions, TableName: string): Promise<void> {
  const client = new DynamoDBClient(options);
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  await client.send(new DeleteTableCommand({ TableName }));
  await waitUntilTableNotExists({ client, ...WAIT }, { TableName });
  await client.send(
    new CreateTableCommand({
      TableName,
      KeySchema: Table?.KeySchema,
      AttributeDefinitions: Table?.AttributeDefinitions,
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { Enabled: true },
    }),
  );
  await waitUntilTableExists({ client, ...WAIT }, { TableName });
}
