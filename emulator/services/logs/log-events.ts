import type { Instant } from '../../core/clock.ts';
import type { Store } from '../../store/store.ts';

export interface LogStream {
  readonly id: number;
  readonly groupKey: string;
  readonly name: string;
  readonly created: Instant;
  readonly first: Instant | undefined;
  readonly last: Instant | undefined;
  readonly ingested: Instant | undefined;
}

export interface LogEvent {
  readonly id: number;
  readonly stream: number;
  readonly time: Instant;
  readonly ingested: Instant;
  readonly message: string;
}

interface StreamRow extends Record<string, unknown> {
  id: number;
  group_key: string;
  name: string;
  created: number;
  first: number | null;
  last: number | null;
  ingested: number | null;
}

const streamOf = (row: StreamRow): LogStream => ({
  id: row.id,
  groupKey: row.group_key,
  name: row.name,
  created: row.created,
  first: row.first ?? undefined,
  last: row.last ?? undefined,
  ingested: row.ingested ?? undefined,
});

export interface Range {
  readonly from: Instant;
  /** Not included. */
  readonly to: Instant;
}

/** A place between events: time, then number. Pages begin behind it (or end before it). */
export interface Mark {
  readonly time: Instant;
  readonly id: number;
}

export type LogEvents = ReturnType<typeof createLogEvents>;

export function createLogEvents(store: Store) {
  store.schema(`
    CREATE TABLE IF NOT EXISTS logs_streams (
      id INTEGER PRIMARY KEY AUTOINCREMENT, group_key TEXT NOT NULL, name TEXT NOT NULL, created INTEGER NOT NULL,
      first INTEGER, last INTEGER, ingested INTEGER, UNIQUE (group_key, name));
    CREATE TABLE IF NOT EXISTS logs_events (
      id INTEGER PRIMARY KEY AUTOINCREMENT, stream INTEGER NOT NULL, time INTEGER NOT NULL, ingested INTEGER NOT NULL, message TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS logs_events_time ON logs_events (stream, time, id);`);
  const addStream = store.prepare('INSERT INTO logs_streams (group_key, name, created) VALUES (?, ?, ?)');
  const stream = store.prepare<StreamRow>('SELECT * FROM logs_streams WHERE group_key = ? AND name = ?');
  const streams = store.prepare<StreamRow>(
    'SELECT * FROM logs_streams WHERE group_key = ? AND name >= ? ORDER BY name',
  );
  const touch = store.prepare(
    'UPDATE logs_streams SET first = min(coalesce(first, ?1), ?1), last = max(coalesce(last, ?2), ?2), ingested = ?3 WHERE id = ?4',
  );
  const add = store.prepare('INSERT INTO logs_events (stream, time, ingested, message) VALUES (?, ?, ?, ?)');
  const forward = store.prepare<LogEvent & Record<string, unknown>>(
    'SELECT * FROM logs_events WHERE stream = ? AND (time, id) > (?, ?) AND time >= ? AND time < ? ORDER BY time, id LIMIT ?',
  );
  const backward = store.prepare<LogEvent & Record<string, unknown>>(
    'SELECT * FROM logs_events WHERE stream = ? AND (time, id) < (?, ?) AND time >= ? AND time < ? ORDER BY time DESC, id DESC LIMIT ?',
  );
  const expire = store.prepare(
    'DELETE FROM logs_events WHERE stream IN (SELECT id FROM logs_streams WHERE group_key = ?) AND time < ?',
  );
  const dropEvents = store.prepare('DELETE FROM logs_events WHERE stream = ?');
  const dropStream = store.prepare('DELETE FROM logs_streams WHERE id = ?');
  const size = store.prepare<{ bytes: number | null }>(
    'SELECT sum(length(CAST(message AS BLOB)) + 26) AS bytes FROM logs_events WHERE stream IN (SELECT id FROM logs_streams WHERE group_key = ?)',
  );

  return {
    addStream: (groupKey: string, name: string, now: Instant): number =>
      addStream.run(groupKey, name, now).lastInsertRowid,
    stream(groupKey: string, name: string): LogStream | undefined {
      const row = stream.get(groupKey, name);
      return row && streamOf(row);
    },
    streams: (groupKey: string, prefix = ''): LogStream[] =>
      streams
        .all(groupKey, prefix)
        .filter(({ name }) => name.startsWith(prefix))
        .map(streamOf),
    /** Events in any order; each has a time. */
    append(id: number, events: readonly { readonly time: Instant; readonly message: string }[], now: Instant): void {
      let [first, last] = [Number.POSITIVE_INFINITY, 0];
      for (const { time, message } of events) {
        add.run(id, time, now, message);
        first = Math.min(first, time);
        last = Math.max(last, time);
      }
      if (events.length > 0) touch.run(first, last, now, id);
    },
    after: (id: number, mark: Mark, { from, to }: Range, limit: number): LogEvent[] =>
      forward.all(id, mark.time, mark.id, from, to, limit),
    /** The last events before a mark, oldest first. */
    before: (id: number, mark: Mark, { from, to }: Range, limit: number): LogEvent[] =>
      backward.all(id, mark.time, mark.id, from, to, limit).reverse(),
    expire: (groupKey: string, before: Instant): void => void expire.run(groupKey, before),
    removeStream(id: number): void {
      dropEvents.run(id);
      dropStream.run(id);
    },
    bytes: (groupKey: string): number => size.get(groupKey)?.bytes ?? 0,
  };
}
