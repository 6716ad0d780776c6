import { AwsError } from '../../core/aws-error.ts';
import type { Instant } from '../../core/clock.ts';

/** Where a reader of a shard stands. */
export interface ShardIterator {
  readonly arn: string;
  /** The place of the next record to read. */
  readonly seq: number;
  readonly issued: Instant;
}

const LIFE = 15 * 60 * 1000;

/** The text starts with the stream's ARN, as AWS's does, so that permissions can be asked for. */
export const formatIterator = ({ arn, seq, issued }: ShardIterator): string =>
  `${arn}|1|${Buffer.from(JSON.stringify([seq, issued])).toString('base64')}`;

/** The stream of an iterator; the text itself where it is none. */
export const arnOfIterator = (text: string): string => text.split('|')[0] ?? text;

const invalid = (): AwsError => new AwsError('ValidationException', 'Invalid ShardIterator');

/** @throws AwsError `ValidationException`, or `ExpiredIteratorException` fifteen minutes after it was made */
export function parseIterator(text: string, now: Instant): ShardIterator {
  const [arn = '', version, token = ''] = text.split('|');
  if (version !== '1') throw invalid();
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(token, 'base64').toString('utf8'));
  } catch (cause) {
    throw new AwsError('ValidationException', 'Invalid ShardIterator', { cause });
  }
  if (!Array.isArray(parts) || parts.length !== 2 || !parts.every(Number.isSafeInteger)) throw invalid();
  const [seq, issued] = parts as [number, number];
  if (now - issued >= LIFE)
    throw new AwsError('ExpiredIteratorException', 'The provided iterator exceeds the maximum age allowed.');
  return { arn, seq, issued };
}
