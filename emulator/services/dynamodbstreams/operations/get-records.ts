import type { GetRecordsCommandInput } from '@aws-sdk/client-dynamodb-streams';
import type { Operation } from '../../../core/service.ts';
import { arnOfIterator, formatIterator, parseIterator } from '../iterator.ts';
import { checkKept, checkLimit, type StreamsState, streamOf } from '../shard.ts';

const MOST = 1000;
const PAGE_BYTES = 1024 * 1024;

/**
 * A megabyte or a thousand records at most. Binary values stay in base64, and times are seconds:
 * the records are those of the wire, for callers inside the emulator too.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html
 */
export const getRecords: Operation<StreamsState, GetRecordsCommandInput, object> = {
  resource: ({ ShardIterator = '' }) => arnOfIterator(ShardIterator),
  handle(state, { ShardIterator = '', Limit = MOST }, { now }) {
    checkLimit(Limit, MOST);
    const { arn, seq } = parseIterator(ShardIterator, now);
    const stream = streamOf(state, arn);
    const { source } = state;
    checkKept(state, stream, seq);
    const { last } = source.edges(stream.id);
    const rows = source.read(stream.id, seq, Limit);
    let bytes = 0;
    const page = rows.filter(({ record }, i) => {
      bytes += JSON.stringify(record).length;
      return i === 0 || bytes <= PAGE_BYTES;
    });
    const next = page.length > 0 ? (page.at(-1)?.seq ?? seq) + 1 : seq;
    const isOver = stream.closed !== undefined && (last === undefined || next > last);
    return {
      Records: page.map(({ record }) => record),
      ...(isOver ? {} : { NextShardIterator: formatIterator({ arn, seq: next, issued: now }) }),
    };
  },
};
