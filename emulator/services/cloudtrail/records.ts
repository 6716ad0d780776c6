import type { Instant } from '../../core/clock.ts';
import type { Store } from '../../store/store.ts';

interface Row extends Record<string, unknown> {
  id: number;
  record: string;
}

export type Records = ReturnType<typeof createRecords>;

/** Events that wait to be written into the log file of a trail, as JSON. */
export function createRecords(store: Store) {
  store.schema(`CREATE TABLE IF NOT EXISTS cloudtrail_records (
    id INTEGER PRIMARY KEY AUTOINCREMENT, trail TEXT NOT NULL, at INTEGER NOT NULL, record TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS cloudtrail_records_trail ON cloudtrail_records (trail, id);`);
  const insert = store.prepare('INSERT INTO cloudtrail_records (trail, at, record) VALUES (?, ?, ?)');
  const read = store.prepare<Row>('SELECT id, record FROM cloudtrail_records WHERE trail = ? ORDER BY id LIMIT ?');
  const remove = store.prepare('DELETE FROM cloudtrail_records WHERE trail = ? AND id <= ?');
  const waiting = store.prepare<{ trail: string }>('SELECT DISTINCT trail FROM cloudtrail_records');
  return {
    /** @param trail the trail's ARN */
    add: (trail: string, at: Instant, record: object): void => void insert.run(trail, at, JSON.stringify(record)),
    read: (trail: string, most: number): { id: number; record: string }[] => read.all(trail, most),
    /** Removes those up to an id. */
    remove: (trail: string, id: number): void => void remove.run(trail, id),
    /** ARNs of the trails that have any. */
    waiting: (): string[] => waiting.all().map(({ trail }) => trail),
  };
}
