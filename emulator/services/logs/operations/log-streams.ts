import type {
  CreateLogStreamCommandInput,
  DeleteLogStreamCommandInput,
  DescribeLogStreamsCommandInput,
  DescribeLogStreamsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import type { LogStream } from '../log-events.ts';
import { opaqueNumber } from '../opaque-number.ts';
import { forGroup, forStream, groupArn, groupOf, keyOf, type LogGroup, type LogsState } from '../state.ts';

/** @throws AwsError `ResourceNotFoundException` */
export function streamOf(state: LogsState, group: LogGroup, name: string | undefined): LogStream {
  const stream = state.events.stream(keyOf(group), name ?? '');
  if (!stream) throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
  return stream;
}

export const createLogStream: Operation<LogsState, CreateLogStreamCommandInput, object> = {
  resource: forStream,
  handle(state, { logGroupName, logStreamName: name = '' }, context) {
    const group = groupOf(state, logGroupName, context);
    if (state.events.stream(keyOf(group), name))
      throw new AwsError('ResourceAlreadyExistsException', 'The specified log stream already exists');
    state.events.addStream(keyOf(group), name, context.now);
    return {};
  },
};

export const deleteLogStream: Operation<LogsState, DeleteLogStreamCommandInput, object> = {
  resource: forStream,
  handle(state, { logGroupName, logStreamName }, context) {
    const { id } = streamOf(state, groupOf(state, logGroupName, context), logStreamName);
    state.deps.store.atomic(() => state.events.removeStream(id));
    return {};
  },
};

export const describeLogStreams: Operation<
  LogsState,
  DescribeLogStreamsCommandInput,
  Omit<DescribeLogStreamsCommandOutput, '$metadata'>
> = {
  resource: forGroup,
  handle(state, input, context) {
    const {
      logStreamNamePrefix: prefix = '',
      orderBy = 'LogStreamName',
      descending = false,
      limit = 50,
      nextToken,
    } = input;
    if (orderBy === 'LastEventTime' && prefix !== '')
      throw new AwsError('InvalidParameterException', 'Cannot order by LastEventTime with a logStreamNamePrefix.');
    const group = groupOf(state, input.logGroupIdentifier ?? input.logGroupName, context);
    const all = state.events.streams(keyOf(group), prefix);
    if (orderBy === 'LastEventTime') all.sort((a, b) => (a.last ?? 0) - (b.last ?? 0));
    if (descending) all.reverse();
    const from = Number(nextToken ?? 0);
    const page = all.slice(from, from + limit);
    return {
      logStreams: page.map((stream) => ({
        logStreamName: stream.name,
        creationTime: stream.created,
        ...(stream.first === undefined ? {} : { firstEventTimestamp: stream.first }),
        ...(stream.last === undefined ? {} : { lastEventTimestamp: stream.last }),
        ...(stream.ingested === undefined ? {} : { lastIngestionTime: stream.ingested }),
        uploadSequenceToken: opaqueNumber('4', stream.id),
        arn: `${groupArn(group)}:log-stream:${stream.name}`,
        storedBytes: 0,
      })),
      ...(from + page.length < all.length ? { nextToken: String(from + page.length) } : {}),
    };
  },
};
