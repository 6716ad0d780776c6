import type {
  FilterLogEventsCommandInput,
  FilterLogEventsCommandOutput,
  GetLogEventsCommandInput,
  GetLogEventsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation, RequestContext } from '../../../core/service.ts';
import { parseFilterPattern } from '../filter-pattern.ts';
import type { LogEvent, Mark, Range } from '../log-events.ts';
import { opaqueNumber } from '../opaque-number.ts';
import { forGroup, forStream, groupOf, keyOf, type LogGroup, type LogsState } from '../state.ts';
import { streamOf } from './log-streams.ts';

const DAY = 86_400_000;
const LIMIT = 10_000;
const START: Mark = { time: -1, id: -1 };
const END: Mark = { time: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER };

const rangeOf = (
  group: LogGroup,
  from: number | undefined,
  to: number | undefined,
  { now }: RequestContext,
): Range => ({
  from: Math.max(from ?? 0, group.retentionDays === undefined ? 0 : now - group.retentionDays * DAY),
  to: to ?? Number.MAX_SAFE_INTEGER,
});

const parseToken = (token: string): { direction: string; mark: Mark } => {
  const [, direction, time, id] = /^([fb])\/(-?\d+)\/(-?\d+)$/.exec(token) ?? [];
  if (direction === undefined) throw new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');
  return { direction, mark: { time: Number(time), id: Number(id) } };
};
const token = (direction: string, { time, id }: Mark): string => `${direction}/${time}/${id}`;

export const getLogEvents: Operation<
  LogsState,
  GetLogEventsCommandInput,
  Omit<GetLogEventsCommandOutput, '$metadata'>
> = {
  resource: forStream,
  handle(state, input, context) {
    const group = groupOf(state, input.logGroupIdentifier ?? input.logGroupName, context);
    const { id } = streamOf(state, group, input.logStreamName);
    const { limit = LIMIT, startFromHead = false, nextToken } = input;
    const range = rangeOf(group, input.startTime, input.endTime, context);
    const place = nextToken === undefined ? undefined : parseToken(nextToken);
    const forward = place ? place.direction === 'f' : startFromHead;
    const events = forward
      ? state.events.after(id, place?.mark ?? START, range, limit)
      : state.events.before(id, place?.mark ?? END, range, limit);
    const [first, last] = [events[0], events.at(-1)];
    return {
      events: events.map(({ time, message, ingested }) => ({ timestamp: time, message, ingestionTime: ingested })),
      nextForwardToken: token('f', last ?? place?.mark ?? (forward ? START : END)),
      nextBackwardToken: token('b', first ?? place?.mark ?? (forward ? START : END)),
    };
  },
};

/** Reads the streams of a group as one, in the order of time. */
export const filterLogEvents: Operation<
  LogsState,
  FilterLogEventsCommandInput,
  Omit<FilterLogEventsCommandOutput, '$metadata'>
> = {
  resource: forGroup,
  handle(state, input, context) {
    const group = groupOf(state, input.logGroupIdentifier ?? input.logGroupName, context);
    const { logStreamNames, logStreamNamePrefix, filterPattern = '', limit = LIMIT, nextToken } = input;
    if (logStreamNames && logStreamNamePrefix !== undefined) {
      throw new AwsError(
        'InvalidParameterException',
        'logStreamNames and logStreamNamePrefix cannot be specified together.',
      );
    }
    const matches = parseFilterPattern(filterPattern);
    const range = rangeOf(group, input.startTime, input.endTime === undefined ? undefined : input.endTime + 1, context);
    const mark = nextToken === undefined ? START : parseToken(nextToken).mark;
    const streams = state.events
      .streams(keyOf(group), logStreamNamePrefix)
      .filter(({ name }) => !logStreamNames || logStreamNames.includes(name));
    const names = new Map(streams.map(({ id, name }) => [id, name]));
    const inOrder = (a: LogEvent, b: LogEvent): number => a.time - b.time || a.id - b.id;
    const scanned = streams
      .flatMap(({ id }) => state.events.after(id, mark, range, LIMIT + 1))
      .sort(inOrder)
      .slice(0, LIMIT);
    const found: LogEvent[] = [];
    let last: LogEvent | undefined;
    for (const event of scanned) {
      if (found.length === limit) break;
      last = event;
      if (matches(event.message)) found.push(event);
    }
    const more = last !== undefined && (last !== scanned.at(-1) || scanned.length === LIMIT);
    return {
      events: found.map(({ id, stream, time, message, ingested }) => ({
        logStreamName: names.get(stream) ?? '',
        timestamp: time,
        message,
        ingestionTime: ingested,
        eventId: opaqueNumber('3', id),
      })),
      searchedLogStreams: [],
      ...(more && last ? { nextToken: token('f', last) } : {}),
    };
  },
};
