import type { Instant } from './clock.ts';

/** A line for CloudWatch Logs. */
export interface LogEvent {
  readonly timestamp: Instant;
  readonly message: string;
}

/** What PutLogEvents takes in one call. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
export const LOG_BATCH = { events: 10_000, bytes: 1_048_576, milliseconds: 86_400_000 } as const;
/** Of each event beside its message. */
const LOG_EVENT_OVERHEAD = 26;

export const logEventBytes = ({ message }: Pick<LogEvent, 'message'>): number =>
  Buffer.byteLength(message) + LOG_EVENT_OVERHEAD;

/**
 * Lines in batches that PutLogEvents takes, each for every service that writes logs.
 * @param events in the order of their times
 */
export function* logBatches<T extends LogEvent>(events: Iterable<T>): Generator<T[]> {
  let batch: T[] = [];
  let bytes = 0;
  for (const event of events) {
    const own = logEventBytes(event);
    const first = batch[0]?.timestamp ?? event.timestamp;
    const isFull = batch.length === LOG_BATCH.events || bytes + own > LOG_BATCH.bytes;
    if (batch.length > 0 && (isFull || event.timestamp - first > LOG_BATCH.milliseconds)) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(event);
    bytes += own;
  }
  if (batch.length > 0) yield batch;
}
