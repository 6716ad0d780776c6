import type { Instant } from '../../../core/clock.ts';
import type { Store } from '../../../store/store.ts';
import type { BusEvent } from '../bus-event.ts';

/** An event in an archive. */
export interface ArchivedEvent {
  readonly id: number;
  readonly time: Instant;
  readonly envelope: string;
}

/** A place among the events of an archive in the order of their times; pages begin behind it. */
export interface ArchiveMark {
  readonly time: Instant;
  readonly id: number;
}

/** Which events a replay reads. */
export interface ArchiveRange {
  readonly after: ArchiveMark;
  /** The last event time that is meant. */
  readonly to: Instant;
  /** Archived after `ingestedFrom`: the rest has expired. */
  readonly ingestedFrom: Instant;
  /** Archived up to `ingestedTo`: the rest is not visible yet. */
  readonly ingestedTo: Instant;
}

type Row = ArchivedEvent & Record<string, unknown>;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS events_archived (
    id INTEGER PRIMARY KEY, archive INTEGER NOT NULL, time INTEGER NOT NULL, ingested INTEGER NOT NULL,
    size INTEGER NOT NULL, envelope TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS events_archived_time ON events_archived (archive, time);
  CREATE INDEX IF NOT EXISTS events_archived_ingested ON events_archived (archive, ingested, size);`;

export type ArchivedEvents = ReturnType<typeof createArchivedEvents>;

/** The events of all archives, in one table. */
export function createArchivedEvents(store: Store) {
  store.schema(SCHEMA);
  const insert = store.prepare(
    'INSERT INTO events_archived (archive, time, ingested, size, envelope) VALUES (?, ?, ?, ?, ?)',
  );
  // Two statements, each of which the index answers without a step too many; one for both would read again and
  // again what was archived before within the same second.
  const sameTime = store.prepare<Row>(`SELECT id, time, envelope FROM events_archived
    WHERE archive = ?1 AND time = ?2 AND id > ?3 AND ingested > ?4 AND ingested <= ?5 ORDER BY id LIMIT ?6`);
  const later = store.prepare<Row>(`SELECT id, time, envelope FROM events_archived
    WHERE archive = ?1 AND time > ?2 AND time <= ?3 AND ingested > ?4 AND ingested <= ?5 ORDER BY time, id LIMIT ?6`);
  const totals = store.prepare<{ count: number; bytes: number | null }>(
    'SELECT count(*) AS count, sum(size) AS bytes FROM events_archived WHERE archive = ? AND ingested > ?',
  );
  const oldest = store.prepare<{ ingested: number | null }>(
    'SELECT min(ingested) AS ingested FROM events_archived WHERE archive = ?',
  );
  const expire = store.prepare(`DELETE FROM events_archived WHERE id IN (
    SELECT id FROM events_archived WHERE archive = ? AND ingested <= ? LIMIT ?)`);
  return {
    add(archive: number, { time, ingested, envelope }: BusEvent): void {
      insert.run(archive, time, ingested, Buffer.byteLength(envelope), envelope);
    },
    /** In the order of their times, and of their arrival among those of one time. */
    page(archive: number, { after, to, ingestedFrom, ingestedTo }: ArchiveRange, limit: number): ArchivedEvent[] {
      const first: ArchivedEvent[] =
        after.time > to ? [] : sameTime.all(archive, after.time, after.id, ingestedFrom, ingestedTo, limit);
      if (first.length === limit) return first;
      return [...first, ...later.all(archive, after.time, to, ingestedFrom, ingestedTo, limit - first.length)];
    },
    totals(archive: number, ingestedFrom: Instant): { count: number; bytes: number } {
      const { count = 0, bytes } = totals.get(archive, ingestedFrom) ?? {};
      return { count, bytes: bytes ?? 0 };
    },
    /** When the event that has been there longest was archived. */
    oldest: (archive: number): Instant | undefined => oldest.get(archive)?.ingested ?? undefined,
    /** Removes at most `most` of the events archived up to `ingestedTo`. @returns how many */
    expire: (archive: number, ingestedTo: Instant, most: number): number =>
      expire.run(archive, ingestedTo, most).changes,
  };
}
