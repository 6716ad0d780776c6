import {
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ResourceNotFoundException,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import type { StreamRange } from '../dead-letters/stream-letters.ts';
import type { Order } from '../orders/order.ts';
import type { OrderChange } from '../orders/relay-changes.ts';

/** A record of the stream, as Lambda and as the stream itself write it. */
interface StreamRecord {
  readonly dynamodb?:
    | {
        readonly SequenceNumber?: string | undefined;
        readonly NewImage?: Readonly<Record<string, { readonly S?: string | undefined }>> | undefined;
      }
    | undefined;
}

/** The changes that records of the orders table's stream carry; an order is JSON in `order` (`DynamoOrders`). */
export const readOrderChanges = (records: readonly StreamRecord[]): readonly OrderChange[] =>
  records.flatMap(({ dynamodb }) => {
    const text = dynamodb?.NewImage?.order?.S;
    return text === undefined || dynamodb?.SequenceNumber === undefined
      ? []
      : [{ sequenceNumber: dynamodb.SequenceNumber, order: JSON.parse(text) as Order }];
  });

async function readRange(
  client: DynamoDBStreamsClient,
  { streamArn: StreamArn, shardId: ShardId, first, last }: StreamRange,
): Promise<readonly OrderChange[]> {
  const start = { StreamArn, ShardId, ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: first } as const;
  let { ShardIterator } = await client.send(new GetShardIteratorCommand(start));
  const changes: OrderChange[] = [];
  let end = BigInt(0);
  while (ShardIterator !== undefined && end < BigInt(last)) {
    const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator }));
    changes.push(...readOrderChanges(Records));
    end = BigInt(Records.at(-1)?.dynamodb?.SequenceNumber ?? end);
    ShardIterator = NextShardIterator;
  }
  return changes.filter(({ sequenceNumber }) => BigInt(sequenceNumber) <= BigInt(last));
}

/**
 * The changes of a part of the orders table's stream; undefined: it is older than the day for which streams are kept,
 * or the stream is gone.
 */
export async function readStreamRange(
  client: DynamoDBStreamsClient,
  range: StreamRange,
): Promise<readonly OrderChange[] | undefined> {
  try {
    return await readRange(client, range);
  } catch (error) {
    if (error instanceof TrimmedDataAccessException || error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
