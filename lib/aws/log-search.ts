import {
  type CloudWatchLogsClient,
  FilterLogEventsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';

export interface LogLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly json: Record<string, unknown>;
  /** As it was written. */
  readonly text: string;
}

export interface LogQuery {
  readonly group: string;
  readonly pattern: string;
  /** Milliseconds since 1970. */
  readonly from?: number;
  readonly to?: number;
  readonly token?: string;
  readonly limit?: number;
}

/** Pages that one search reads: a search through a busy group would else outlive its function. */
const MOST_PAGES = 40;

/** A string within a filter pattern. */
export const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** That a field has one of these values, within a filter pattern. */
export const anyOf = (field: string, values: readonly string[]): string =>
  values.map((value) => `${field} = ${quoted(value)}`).join(' || ');

/** A page of lines of JSON in a log group, and where to go on. */
interface LogPage {
  readonly lines: readonly LogLine[];
  readonly next?: string;
}

async function readPage(
  client: CloudWatchLogsClient,
  { group, pattern, from, to, token, limit }: LogQuery,
): Promise<LogPage> {
  const { events = [], nextToken } = await client
    .send(
      new FilterLogEventsCommand({
        logGroupName: group,
        filterPattern: pattern,
        ...(from === undefined ? {} : { startTime: from }),
        ...(to === undefined ? {} : { endTime: to }),
        ...(token === undefined ? {} : { nextToken: token }),
        ...(limit === undefined ? {} : { limit }),
      }),
    )
    .catch((error: unknown) => {
      // A function that has never run has no log yet.
      if (error instanceof ResourceNotFoundException) return { events: [], nextToken: undefined };
      throw error;
    });
  const lines = events.map(({ message = '', timestamp = 0 }) => ({
    at: timestamp,
    json: JSON.parse(message) as Record<string, unknown>,
    text: message,
  }));
  return { lines, ...(nextToken === undefined ? {} : { next: nextToken }) };
}

/**
 * Every line that fits, the oldest first, a page at a time.
 * @param goOn asked before each page after the first; throws to give up. A page may be empty and not be the last.
 */
export async function* scanLog(
  client: CloudWatchLogsClient,
  query: LogQuery,
  goOn: () => void = () => undefined,
): AsyncGenerator<LogLine> {
  let token = query.token;
  do {
    if (token !== query.token) goOn();
    const page = await readPage(client, { ...query, ...(token === undefined ? {} : { token }) });
    yield* page.lines;
    token = page.next;
  } while (token !== undefined);
}

/** Lines of JSON in a log group that fit a filter pattern, the oldest first; and where to go on. */
export async function searchLog(client: CloudWatchLogsClient, query: LogQuery): Promise<LogPage> {
  const { limit } = query;
  const lines: LogLine[] = [];
  let token = query.token;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { lines: found, next } = await readPage(client, {
      ...query,
      ...(token === undefined ? {} : { token }),
      ...(limit === undefined ? {} : { limit: limit - lines.length }),
    });
    lines.push(...found);
    token = next;
    if (token === undefined || (limit !== undefined && lines.length >= limit)) break;
  }
  return { lines, ...(token === undefined ? {} : { next: token }) };
}
