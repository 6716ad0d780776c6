import { isObject } from '../json.ts';
import type { DeadLetter } from './dead-letter.ts';

/** Records of a table's stream that Lambda gave up: where they stand, not what they say. */
export interface StreamRange {
  readonly streamArn: string;
  readonly shardId: string;
  /** Sequence numbers of the first and of the last. */
  readonly first: string;
  readonly last: string;
  /** When they came, about. */
  readonly from: Date;
  readonly to: Date;
  readonly count: number;
  /** `RetryAttemptsExhausted` or `RecordAgeExceeded`. */
  readonly condition: string;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html */
const SEQUENCE = /^\d{21,40}$/;

/**
 * What a letter of an event source mapping tells; undefined: it is none of a DynamoDB stream.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export function streamRangeOf({ body }: Pick<DeadLetter, 'body'>): StreamRange | undefined {
  let letter: unknown;
  try {
    letter = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (!isObject(letter) || !isObject(letter.DDBStreamBatchInfo)) return undefined;
  const { DDBStreamBatchInfo: batch, requestContext } = letter;
  const text = (name: string): string => (typeof batch[name] === 'string' ? batch[name] : '');
  const range: StreamRange = {
    streamArn: text('streamArn'),
    shardId: text('shardId'),
    first: text('startSequenceNumber'),
    last: text('endSequenceNumber'),
    from: new Date(text('approximateArrivalOfFirstRecord')),
    to: new Date(text('approximateArrivalOfLastRecord')),
    count: Number(batch.batchSize),
    condition: isObject(requestContext) ? String(requestContext.condition) : 'GIVEN_UP',
  };
  const times = [range.from, range.to].map((time) => time.getTime());
  const whole = SEQUENCE.test(range.first) && SEQUENCE.test(range.last) && !times.some(Number.isNaN);
  return whole && range.streamArn !== '' && range.shardId !== '' ? range : undefined;
}
