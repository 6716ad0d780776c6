import type { Service } from '../../core/service.ts';
import { describeStream } from './operations/describe-stream.ts';
import { getRecords } from './operations/get-records.ts';
import { getShardIterator } from './operations/get-shard-iterator.ts';
import { listStreams } from './operations/list-streams.ts';
import type { StreamsState } from './shard.ts';
import type { StreamSource } from './source.ts';

/**
 * Amazon DynamoDB Streams.
 * @param policyOf the resource policy of a stream
 */
export const createDynamoDbStreams = (
  source: StreamSource,
  policyOf: (arn: string) => string | undefined,
): Service<StreamsState> => ({
  id: 'dynamodbstreams',
  actionPrefix: 'dynamodb',
  state: { source },
  operations: {
    DescribeStream: describeStream,
    GetRecords: getRecords,
    GetShardIterator: getShardIterator,
    ListStreams: listStreams,
  },
  resourcePolicy: policyOf,
});
