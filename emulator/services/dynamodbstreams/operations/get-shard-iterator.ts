import type { GetShardIteratorCommandInput, ShardIteratorType } from '@aws-sdk/client-dynamodb-streams';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { formatIterator } from '../iterator.ts';
import { checkKept, checkShard, horizon, type StreamsState, streamOf } from '../shard.ts';
import type { StreamView } from '../source.ts';

type Start = (state: StreamsState, stream: StreamView, sequence: string | undefined) => number;

/** @throws AwsError `ValidationException` where the number is none of this stream, `TrimmedDataAccessException` where its record is gone */
function placeOf(state: StreamsState, stream: StreamView, sequence: string | undefined): number {
  if (sequence === undefined) {
    throw new AwsError(
      'ValidationException',
      'SequenceNumber must be specified for ShardIteratorType AT_SEQUENCE_NUMBER and AFTER_SEQUENCE_NUMBER',
    );
  }
  const { source } = state;
  const seq = Number(sequence.slice(source.sequenceNumber(0).length - 20));
  const { end } = source.edges(stream.id);
  if (source.sequenceNumber(seq) !== sequence || seq < stream.first || seq > end)
    throw new AwsError('ValidationException', `Invalid SequenceNumber: ${sequence}`);
  checkKept(state, stream, seq);
  return seq;
}

const STARTS: Readonly<Record<ShardIteratorType, Start>> = {
  TRIM_HORIZON: horizon,
  LATEST: ({ source }, { id }) => source.edges(id).end,
  AT_SEQUENCE_NUMBER: placeOf,
  AFTER_SEQUENCE_NUMBER: (state, stream, sequence) => placeOf(state, stream, sequence) + 1,
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html */
export const getShardIterator: Operation<StreamsState, GetShardIteratorCommandInput, object> = {
  resource: ({ StreamArn = '' }) => StreamArn,
  handle(state, { StreamArn = '', ShardId = '', ShardIteratorType: type, SequenceNumber: sequence }, { now }) {
    const stream = streamOf(state, StreamArn);
    checkShard(stream, ShardId);
    if (sequence !== undefined && (type === 'LATEST' || type === 'TRIM_HORIZON')) {
      throw new AwsError('ValidationException', `SequenceNumber must not be specified for ShardIteratorType ${type}`);
    }
    const seq = STARTS[type ?? 'TRIM_HORIZON'](state, stream, sequence);
    return { ShardIterator: formatIterator({ arn: stream.arn, seq, issued: now }) };
  },
};
