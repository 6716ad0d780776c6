import { createHash } from 'node:crypto';
import type { PutLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import { isAwsError } from '../../../core/aws-error.ts';
import type { Instant } from '../../../core/clock.ts';
import { type LogEvent, logBatches } from '../../../core/log-batches.ts';
import type { BusEvent } from '../bus-event.ts';
import type { EventsState } from '../state.ts';
import type { Courier, Outcome } from './courier.ts';
import { causeOf } from './delivery-error.ts';
import type { Destination } from './destination.ts';
import { failure } from './failure.ts';
import { asService } from './sender.ts';

const DAY = 86_400_000;
/** What PutLogEvents takes. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
const OLDEST = 14 * DAY;
const FURTHEST = 2 * 3_600_000;

/** The event's time, where CloudWatch Logs would take it: events replayed after years are logged as of now. */
const loggable = (time: number, now: Instant): number => (time >= now - OLDEST && time <= now + FURTHEST ? time : now);

const timeOf = (value: unknown): number =>
  typeof value === 'string' && !/^\d+$/.test(value) ? Date.parse(value) : Number(value);

/** With a transformer the template says `{"timestamp":…,"message":…}`; what it makes must be that. */
function lineOf(to: Destination, event: BusEvent, now: Instant): LogEvent | undefined {
  const text = to.render(event);
  if (!to.target.InputTransformer) return { timestamp: loggable(event.time, now), message: text };
  try {
    const { timestamp, message } = JSON.parse(text) as { timestamp?: unknown; message?: unknown };
    const time = timeOf(timestamp);
    if (!Number.isFinite(time) || message === undefined) return undefined;
    return { timestamp: loggable(time, now), message: typeof message === 'string' ? message : JSON.stringify(message) };
  } catch {
    return undefined;
  }
}

/** A stream of its own for each target; its name looks like those that EventBridge gives. */
function streamOf({ ruleArn, id }: Destination): string {
  const hex = createHash('sha256').update(`${ruleArn}\n${id}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

async function write(state: EventsState, to: Destination, logEvents: readonly LogEvent[]): Promise<boolean> {
  const { accountId, region, resource } = to.arn;
  const logGroupName = resource.replace(/^log-group:/, '').replace(/:\*$/, '');
  const logStreamName = streamOf(to);
  const caller = asService(to);
  const call = (operation: string, input: object): Promise<PutLogEventsCommandOutput> =>
    state.deps.aws.call(caller, 'logs', operation, { logGroupName, logStreamName, ...input }, { accountId, region });
  await call('CreateLogStream', {}).catch((error: unknown) => {
    if (!isAwsError(error, 'ResourceAlreadyExistsException')) throw error;
  });
  const { rejectedLogEventsInfo } = await call('PutLogEvents', { logEvents });
  return rejectedLogEventsInfo === undefined;
}

const NO_LINE = failure('INVALID_JSON', 'The input transformer made no {"timestamp":…,"message":…}.');
const REJECTED = failure('INVALID_PARAMETER', 'CloudWatch Logs rejected the log events.');

/**
 * Log groups. A resource policy of CloudWatch Logs must allow `events.amazonaws.com` to create streams and put events.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-cloudwatchlogs-permissions
 */
export const logs: Courier = {
  immediate: true,
  most: 1000,
  async deliver(state, to, parcels) {
    const now = state.deps.clock.now();
    const outcomes: Outcome[] = [];
    const good: (LogEvent & { readonly index: number })[] = [];
    for (const [index, { event }] of parcels.entries()) {
      const line = lineOf(to, event, now);
      outcomes.push(line ? undefined : NO_LINE);
      if (line) good.push({ ...line, index });
    }
    good.sort((a, b) => a.timestamp - b.timestamp);
    for (const batch of logBatches(good)) {
      const lines = batch.map(({ timestamp, message }) => ({ timestamp, message }));
      const problem = await write(state, to, lines).then(
        (taken) => (taken ? undefined : REJECTED),
        (error: unknown) => causeOf(error),
      );
      for (const { index } of batch) outcomes[index] = problem;
    }
    return outcomes;
  },
};
