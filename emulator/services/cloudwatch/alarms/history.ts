import type { HistoryItemType } from '@aws-sdk/client-cloudwatch';
import type { Instant } from '../../../core/clock.ts';
import type { Store } from '../../../store/store.ts';

export interface HistoryItem {
  readonly id: number;
  readonly at: Instant;
  readonly name: string;
  readonly kind: 'metric' | 'composite';
  readonly type: HistoryItemType;
  readonly summary: string;
  /** JSON. */
  readonly data: string;
}
interface Row extends Record<string, unknown>, HistoryItem {}

/** Thirty days. */
const RETENTION = 30 * 24 * 3600 * 1000;

export type History = ReturnType<typeof createHistory>;

/** What alarms have done. It outlives the alarm. */
export function createHistory(store: Store) {
  store.schema(`CREATE TABLE IF NOT EXISTS cloudwatch_history (
    id INTEGER PRIMARY KEY AUTOINCREMENT, place TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL,
    type TEXT NOT NULL, summary TEXT NOT NULL, data TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS cloudwatch_history_place ON cloudwatch_history (place, at);`);
  const insert = store.prepare(
    'INSERT INTO cloudwatch_history (place, name, kind, at, type, summary, data) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const expire = store.prepare('DELETE FROM cloudwatch_history WHERE place = ? AND at < ?');
  const list = store.prepare<Row>(
    'SELECT * FROM cloudwatch_history WHERE place = ? AND at >= ? AND at <= ? ORDER BY at DESC, id DESC',
  );
  return {
    add(place: string, { name, kind, at, type, summary, data }: Omit<HistoryItem, 'id'>): void {
      expire.run(place, at - RETENTION);
      insert.run(place, name, kind, at, type, summary, data);
    },
    /** Newest first. */
    list: (place: string, from: Instant, to: Instant): HistoryItem[] => list.all(place, from, to),
  };
}
