import { createHash } from 'node:crypto';
import { AwsError } from '../../core/aws-error.ts';
import type { StreamSource, StreamView } from './source.ts';

export interface StreamsState {
  readonly source: StreamSource;
}

/** @throws AwsError `ResourceNotFoundException` */
export function streamOf({ source }: StreamsState, arn: string): StreamView {
  const stream = source.find(arn);
  if (!stream)
    throw new AwsError('ResourceNotFoundException', `Requested resource not found: Stream: ${arn} not found`);
  return stream;
}

/** Every stream has one shard here, from its first record to its last. */
export const shardId = ({ arn, created }: StreamView): string =>
  `shardId-${String(created).padStart(20, '0')}-${createHash('md5').update(arn).digest('hex').slice(0, 8)}`;

/** @throws AwsError `ResourceNotFoundException` where the stream has no such shard */
export function checkShard(stream: StreamView, id: string): void {
  if (id !== shardId(stream)) {
    throw new AwsError(
      'ResourceNotFoundException',
      `Requested resource not found: Shard: ${id} in Stream: ${stream.arn} not found`,
    );
  }
}

/** @throws AwsError `TrimmedDataAccessException` where the record at a place is gone */
export function checkKept({ source }: StreamsState, stream: StreamView, seq: number): void {
  if (seq <= source.edges(stream.id).trimmedTo) {
    throw new AwsError(
      'TrimmedDataAccessException',
      'The operation attempted to read past the oldest stream record in a shard.',
    );
  }
}

/** The place of the oldest record that can be read, or of the next one where there is none. */
export function horizon({ source }: StreamsState, stream: StreamView): number {
  const { first, end } = source.edges(stream.id);
  return first ?? end;
}

/** The model knows no upper limit. @throws AwsError `ValidationException` */
export function checkLimit(limit: number, most: number): void {
  if (limit > most) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to ${most}`,
    );
  }
}
