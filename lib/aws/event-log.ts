import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { isObject, type JsonObject } from '../json.ts';
import { chunk } from '../publishing/chunk.ts';
import type { BusEvent } from '../why/explain-event.ts';
import { anyOf, quoted, searchLog } from './log-search.ts';

/** Ids are 36 characters, and a filter pattern may have 1024. */
const IDS_IN_A_PATTERN = { count: 20, bytes: Number.POSITIVE_INFINITY, bytesOf: () => 0 };

const ownIdOf = (json: Record<string, unknown>): string => String(isObject(json.detail) ? json.detail.id : '');

/** The log that holds every event, by whose own ids and EventBridge's ids are told apart. */
export class EventLog {
  readonly #client: CloudWatchLogsClient;
  readonly #group: string;

  constructor(client: CloudWatchLogsClient, group: string) {
    this.#client = client;
    this.#group = group;
  }

  /**
   * Every time the event passed the bus, the oldest first; replays are not among them.
   * @param id the event's own; EventBridge's, which receivers see in the envelope, is understood as well
   */
  async passesOf(id: string): Promise<readonly BusEvent[]> {
    const { lines } = await searchLog(this.#client, {
      group: this.#group,
      pattern: `{ $.detail.id = ${quoted(id)} || $.id = ${quoted(id)} }`,
    });
    return lines
      .filter(({ json }) => json['replay-name'] === undefined)
      .map(({ json }) => ({
        id: String(json.id),
        ownId: ownIdOf(json),
        time: String(json.time),
        source: String(json.source),
        json: json as JsonObject,
      }));
  }

  /**
   * The events' own ids, by EventBridge's. An event stands in the log shortly before it is delivered, unless a replay
   * has brought an old one: only for those is the log searched from its beginning.
   * @param from milliseconds since 1970
   */
  async ownIds(busIds: readonly string[], from: number): Promise<ReadonlyMap<string, string>> {
    const own = new Map<string, string>();
    for (const since of [{ from }, {}]) {
      const missing = [...new Set(busIds)].filter((id) => !own.has(id));
      for (const part of chunk(missing, IDS_IN_A_PATTERN)) {
        const pattern = `{ ${anyOf('$.id', part)} }`;
        const { lines } = await searchLog(this.#client, { group: this.#group, pattern, ...since });
        for (const { json } of lines) own.set(String(json.id), ownIdOf(json));
      }
    }
    return own;
  }
}
