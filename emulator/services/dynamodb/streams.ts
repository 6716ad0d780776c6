import type { Instant } from '../../core/clock.ts';
import type { Store } from '../../store/store.ts';
import type { Table, ViewType } from './table.ts';
import { keyOf } from './table.ts';
import { type Item, itemSize, sameItem } from './values.ts';

/** How long a record can be read. */
export const RETENTION = 24 * 3600 * 1000;

/** Who deleted an item, where DynamoDB did it itself. */
export interface UserIdentity {
  readonly Type: string;
  readonly PrincipalId: string;
}
export const TIME_TO_LIVE: UserIdentity = { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' };

/** A change of one item, as GetRecords gives it. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly eventVersion: '1.1';
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly dynamodb: {
    /** Seconds since 1970. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: ViewType;
  };
  readonly userIdentity?: UserIdentity;
}

interface RecordRow {
  readonly seq: number;
  readonly record: string;
  readonly [column: string]: unknown;
}

/** Sequence numbers have 21 digits or more on AWS, and grow. */
export const sequenceNumber = (seq: number): string => `1000${String(seq).padStart(20, '0')}`;
export const sequenceOf = (text: string): number => Number(text.slice(4));

export type Streams = ReturnType<typeof createStreams>;

/** The records of all streams. */
export function createStreams(store: Store) {
  store.schema(`CREATE TABLE IF NOT EXISTS dynamodb_records (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, stream INTEGER NOT NULL, at INTEGER NOT NULL, record TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS dynamodb_records_stream ON dynamodb_records (stream, seq);
    CREATE INDEX IF NOT EXISTS dynamodb_records_at ON dynamodb_records (at);
    CREATE TABLE IF NOT EXISTS dynamodb_trims (stream INTEGER PRIMARY KEY, seq INTEGER NOT NULL);`);
  const insert = store.prepare('INSERT INTO dynamodb_records (stream, at, record) VALUES (?, ?, ?)');
  const read = store.prepare<RecordRow>(
    'SELECT seq, record FROM dynamodb_records WHERE stream = ? AND seq >= ? ORDER BY seq LIMIT ?',
  );
  const edges = store.prepare<{ first: number | null; last: number | null }>(
    'SELECT min(seq) AS first, max(seq) AS last FROM dynamodb_records WHERE stream = ?',
  );
  const newest = store.prepare<{ seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'dynamodb_records'");
  const stale = store.prepare('SELECT 1 FROM dynamodb_records WHERE at <= ? LIMIT 1');
  const mark = store.prepare(
    'INSERT OR REPLACE INTO dynamodb_trims (stream, seq) SELECT stream, max(seq) FROM dynamodb_records WHERE at <= ? GROUP BY stream',
  );
  const remove = store.prepare('DELETE FROM dynamodb_records WHERE at <= ?');
  const trimmed = store.prepare<{ seq: number }>('SELECT seq FROM dynamodb_trims WHERE stream = ?');
  /** Drops what is too old to be read, and remembers how far each stream was cut. */
  const trim = (now: Instant): void => {
    const until = now - RETENTION;
    if (!stale.get(until)) return;
    store.atomic(() => {
      mark.run(until);
      remove.run(until);
    });
  };
  const listeners = new Set<(stream: number) => void>();

  return {
    /** Writes down one change. What changes nothing makes no record. */
    append(
      table: Table,
      eventID: string,
      before: Item | undefined,
      after: Item | undefined,
      now: Instant,
      userIdentity: UserIdentity | undefined,
    ): void {
      const { stream } = table;
      if (!stream || stream.closed !== undefined || sameItem(before, after)) return;
      const keys = keyOf(table, after ?? before ?? {});
      const isNew = after && (stream.view === 'NEW_IMAGE' || stream.view === 'NEW_AND_OLD_IMAGES');
      const isOld = before && (stream.view === 'OLD_IMAGE' || stream.view === 'NEW_AND_OLD_IMAGES');
      const images = { ...(isNew ? { NewImage: after } : {}), ...(isOld ? { OldImage: before } : {}) };
      const record = {
        eventID,
        eventName: after ? (before ? 'MODIFY' : 'INSERT') : 'REMOVE',
        eventVersion: '1.1',
        eventSource: 'aws:dynamodb',
        awsRegion: table.region,
        dynamodb: {
          ApproximateCreationDateTime: Math.floor(now / 1000),
          Keys: keys,
          ...images,
          SizeBytes: itemSize(keys) + Object.values(images).reduce((sum, image) => sum + itemSize(image), 0),
          StreamViewType: stream.view,
        },
        ...(userIdentity ? { userIdentity } : {}),
      };
      trim(now);
      insert.run(stream.id, now, JSON.stringify(record));
      for (const listener of listeners) listener(stream.id);
    },
    /** Records from a place on, oldest first. */
    read: (stream: number, from: number, limit: number): { seq: number; record: StreamRecord }[] =>
      read.all(stream, from, limit).map(({ seq, record }) => {
        const parsed = JSON.parse(record) as StreamRecord;
        return {
          seq,
          record: { ...parsed, dynamodb: { ...parsed.dynamodb, SequenceNumber: sequenceNumber(seq) } },
        };
      }),
    /** The oldest and the newest record that can be read. */
    edges: (stream: number) => edges.get(stream) ?? { first: null, last: null },
    /** The place behind every record written so far. */
    end: (): number => (newest.get()?.seq ?? 0) + 1,
    trim,
    /** The place of the newest record that is gone; 0 where none is. */
    trimmedTo: (stream: number): number => trimmed.get(stream)?.seq ?? 0,
    /** Calls back, within the writing transaction, whenever a stream has a new record. */
    onRecord(listener: (stream: number) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
