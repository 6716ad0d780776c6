import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import type { Context } from './context.ts';

export interface LoggedEvent {
  readonly id: string;
  readonly time: string;
  readonly source: string;
  readonly 'detail-type': string;
  readonly 'replay-name'?: string;
  readonly detail: { readonly id?: string };
}

/** Events in the log of all events, the oldest first, with the log's own id of each line. @param from milliseconds since 1970 */
export async function* readEvents(
  context: Context,
  pattern: string,
  from?: number,
): AsyncGenerator<{ readonly line: string; readonly at: number; readonly event: LoggedEvent }> {
  const client = new CloudWatchLogsClient(context.client);
  const logGroupName = await context.output('EventsLogGroupName');
  const pages = paginateFilterLogEvents(
    { client },
    { logGroupName, filterPattern: pattern, ...(from === undefined ? {} : { startTime: from }) },
  );
  for await (const { events = [] } of pages) {
    for (const { eventId = '', message = '{}', timestamp = 0 } of events) {
      yield { line: eventId, at: timestamp, event: JSON.parse(message) as LoggedEvent };
    }
  }
}
