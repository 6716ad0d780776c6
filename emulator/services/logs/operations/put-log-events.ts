import type { PutLogEventsCommandInput, PutLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import { AwsError } from '../../../core/aws-error.ts';
import { LOG_BATCH, logEventBytes } from '../../../core/log-batches.ts';
import type { Operation } from '../../../core/service.ts';
import { extractMetrics } from '../embedded-metrics.ts';
import { opaqueNumber } from '../opaque-number.ts';
import { forStream, groupOf, keyOf, type LogsState } from '../state.ts';
import { streamOf } from './log-streams.ts';

const DAY = 86_400_000;
const EVENT_BYTES = 1_048_576;

const refuse = (message: string): never => {
  throw new AwsError('InvalidParameterException', message);
};

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
export const putLogEvents: Operation<
  LogsState,
  PutLogEventsCommandInput,
  Omit<PutLogEventsCommandOutput, '$metadata'>
> = {
  resource: forStream,
  handle(state, { logGroupName, logStreamName, logEvents = [] }, context) {
    const group = groupOf(state, logGroupName, context);
    const stream = streamOf(state, group, logStreamName);
    const events = logEvents.map(({ timestamp = 0, message = '' }) => ({ time: timestamp, message }));
    let total = 0;
    for (const [i, { time, message }] of events.entries()) {
      if (message === '')
        refuse(
          `1 validation error detected: Value '' at 'logEvents.${i + 1}.member.message' failed to satisfy constraint: Member must have length greater than or equal to 1`,
        );
      const size = logEventBytes({ message });
      if (size > EVENT_BYTES) refuse(`Log event too large: ${size} bytes exceeds limit of ${EVENT_BYTES}`);
      if (time < (events[i - 1]?.time ?? 0))
        refuse('Log events in a single PutLogEvents request must be in chronological order.');
      total += size;
    }
    if (total > LOG_BATCH.bytes) refuse(`Upload too large: ${total} bytes exceeds limit of ${LOG_BATCH.bytes}`);
    const [first, last] = [events[0]?.time ?? 0, events.at(-1)?.time ?? 0];
    if (last - first > LOG_BATCH.milliseconds)
      refuse('The batch of log events in a single PutLogEvents request cannot span more than 24 hours.');
    const oldest = context.now - 14 * DAY;
    const expired = group.retentionDays === undefined ? 0 : context.now - group.retentionDays * DAY;
    const newest = context.now + 2 * 3_600_000;
    const kept = events.filter(({ time }) => time >= Math.max(oldest, expired) && time <= newest);
    state.events.append(stream.id, kept, context.now);
    extractMetrics(state.deps.metrics, group, kept);
    if (group.retentionDays !== undefined) state.events.expire(keyOf(group), expired);
    const count = (test: (time: number) => boolean): number => events.filter(({ time }) => test(time)).length;
    const [tooNew, tooOld, gone] = [
      count((t) => t > newest),
      count((t) => t < oldest),
      count((t) => t >= oldest && t < expired),
    ];
    return {
      nextSequenceToken: opaqueNumber('4', stream.id),
      ...(tooNew + tooOld + gone > 0
        ? {
            rejectedLogEventsInfo: {
              ...(tooNew > 0 ? { tooNewLogEventStartIndex: events.length - tooNew } : {}),
              ...(tooOld > 0 ? { tooOldLogEventEndIndex: tooOld } : {}),
              ...(gone > 0 ? { expiredLogEventEndIndex: tooOld + gone } : {}),
            },
          }
        : {}),
    };
  },
};
