import {
  type CloudWatchLogsClient,
  FilterLogEventsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';

export interface LogLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly json: Record<string, unknown>;
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

/** Lines of JSON in a log group that fit a filter pattern, the oldest first; and where to go on. */
export async function searchLog(
  client: CloudWatchLogsClient,
  { group, pattern, from, to, token, limit = Number.POSITIVE_INFINITY }: LogQuery,
): Promise<{ readonly lines: readonly LogLine[]; readonly next?: string }> {
  const lines: LogLine[] = [];
  let nextToken = token;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await client
      .send(
        new FilterLogEventsCommand({
          logGroupName: group,
          filterPattern: pattern,
          ...(from === undefined ? {} : { startTime: from }),
          ...(to === undefined ? {} : { endTime: to }),
          ...(nextToken === undefined ? {} : { nextToken }),
          ...(Number.isFinite(limit) ? { limit: limit - lines.length } : {}),
        }),
      )
      .catch((error: unknown) => {
        // A function that has never run has no log yet.
        if (error instanceof ResourceNotFoundException) return { events: [], nextToken: undefined };
        throw error;
      });
    for (const { message = '', timestamp = 0 } of answer.events ?? []) {
      lines.push({ at: timestamp, json: JSON.parse(message) as Record<string, unknown> });
    }
    nextToken = answer.nextToken;
    if (nextToken === undefined || lines.length >= limit) break;
  }
  return { lines, ...(nextToken === undefined ? {} : { next: nextToken }) };
}
