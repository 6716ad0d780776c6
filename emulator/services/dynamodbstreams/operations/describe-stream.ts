import type { DescribeStreamCommandInput } from '@aws-sdk/client-dynamodb-streams';
import type { Operation } from '../../../core/service.ts';
import { checkShard, type StreamsState, shardId, streamOf } from '../shard.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html */
export const describeStream: Operation<StreamsState, DescribeStreamCommandInput, object> = {
  resource: ({ StreamArn = '' }) => StreamArn,
  handle(state, { StreamArn = '', ExclusiveStartShardId: after }) {
    const stream = streamOf(state, StreamArn);
    if (after !== undefined) checkShard(stream, after);
    const { source } = state;
    const { last } = source.edges(stream.id);
    const shard = {
      ShardId: shardId(stream),
      SequenceNumberRange: {
        StartingSequenceNumber: source.sequenceNumber(stream.first),
        ...(stream.closed === undefined
          ? {}
          : { EndingSequenceNumber: source.sequenceNumber(Math.max(last ?? stream.first, stream.first)) }),
      },
    };
    return {
      StreamDescription: {
        StreamArn: stream.arn,
        StreamLabel: stream.label,
        StreamStatus: stream.closed === undefined ? 'ENABLED' : 'DISABLED',
        StreamViewType: stream.view,
        CreationRequestDateTime: new Date(stream.created),
        TableName: stream.tableName,
        KeySchema: stream.keys,
        Shards: after === undefined ? [shard] : [],
      },
    };
  },
};
