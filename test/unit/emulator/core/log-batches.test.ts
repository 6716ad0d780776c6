import { LOG_BATCH, type LogEvent, logBatches } from '../../../../emulator/core/log-batches.ts';

const line = (bytes: number, timestamp = 0): LogEvent => ({ timestamp, message: 'x'.repeat(bytes - 26) });
const sizes = (events: readonly LogEvent[]): number[] => [...logBatches(events)].map((batch) => batch.length);

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
test.each<[string, readonly LogEvent[], number[]]>([
  ['nothing', [], []],
  ['one line', [line(100)], [1]],
  ['as many bytes as there may be', [line(LOG_BATCH.bytes - 100), line(100)], [2]],
  ['a byte more', [line(LOG_BATCH.bytes - 100), line(101)], [1, 1]],
  ['as many lines as there may be', Array.from({ length: LOG_BATCH.events }, () => line(30)), [LOG_BATCH.events]],
  ['a line more', Array.from({ length: LOG_BATCH.events + 1 }, () => line(30)), [LOG_BATCH.events, 1]],
  ['a day', [line(30, 0), line(30, LOG_BATCH.milliseconds)], [2]],
  ['a day and a millisecond', [line(30, 0), line(30, LOG_BATCH.milliseconds + 1)], [1, 1]],
  ['a line that is too long by itself', [line(30), line(LOG_BATCH.bytes + 1), line(30)], [1, 1, 1]],
  ['characters of three bytes', [{ timestamp: 0, message: '€'.repeat(349_000) }, line(1_600)], [1, 1]],
])('%s', (_, events, expected) => expect(sizes(events)).toEqual(expected));
