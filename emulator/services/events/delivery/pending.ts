import type { Instant } from '../../../core/clock.ts';
import type { Store } from '../../../store/store.ts';
import type { BusEvent } from '../bus-event.ts';

/** A delivery that is still to be made. */
export interface Pending {
  readonly id: number;
  readonly ruleKey: string;
  readonly targetId: string;
  readonly event: BusEvent;
  readonly invocationId: string;
  readonly tries: number;
  /** When the event came, from which its age counts. */
  readonly since: Instant;
}

/** Deliveries over the network wait in a lane of their own, so that a slow host holds nothing else up. */
export type Lane = 'local' | 'remote';

interface PendingRow extends Record<string, unknown> {
  id: number;
  rule: string;
  target: string;
  event: string;
  envelope: string;
  invocation: string;
  tries: number;
  since: number;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS events_deliveries (
    id INTEGER PRIMARY KEY, lane TEXT NOT NULL, due INTEGER NOT NULL, tries INTEGER NOT NULL, since INTEGER NOT NULL,
    rule TEXT NOT NULL, target TEXT NOT NULL, invocation TEXT NOT NULL, event TEXT NOT NULL, envelope TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS events_deliveries_due ON events_deliveries (lane, due, id);`;

const pendingOf = (row: PendingRow): Pending => ({
  id: row.id,
  ruleKey: row.rule,
  targetId: row.target,
  event: { ...(JSON.parse(row.event) as Omit<BusEvent, 'envelope'>), envelope: row.envelope },
  invocationId: row.invocation,
  tries: row.tries,
  since: row.since,
});

export type NewPending = Omit<Pending, 'id'> & { readonly lane: Lane; readonly due: Instant };
export type PendingTable = ReturnType<typeof createPendingTable>;

/** The deliveries that are still to be made, in the database: what a crash must not lose. */
export function createPendingTable(store: Store) {
  store.schema(SCHEMA);
  const insert = store.prepare(`INSERT INTO events_deliveries
    (lane, due, tries, since, rule, target, invocation, event, envelope) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const due = store.prepare<PendingRow>(
    'SELECT * FROM events_deliveries WHERE lane = ? AND due <= ? ORDER BY due, id LIMIT ?',
  );
  const next = store.prepare<{ due: number | null }>(
    'SELECT min(due) AS due FROM events_deliveries WHERE lane = ? AND due > ?',
  );
  const put = store.prepare('UPDATE events_deliveries SET due = ?, tries = ? WHERE id = ?');
  const remove = store.prepare('DELETE FROM events_deliveries WHERE id = ?');
  const count = store.prepare<{ n: number }>('SELECT count(*) AS n FROM events_deliveries');
  return {
    add({ lane, due: when, tries, since, ruleKey, targetId, invocationId, event }: NewPending): void {
      const { envelope, ...rest } = event;
      insert.run(lane, when, tries, since, ruleKey, targetId, invocationId, JSON.stringify(rest), envelope);
    },
    due: (lane: Lane, now: Instant, most: number): Pending[] => due.all(lane, now, most).map(pendingOf),
    nextDue: (lane: Lane, now: Instant): Instant | undefined => next.get(lane, now)?.due ?? undefined,
    again: (id: number, when: Instant, tries: number): void => void put.run(when, tries, id),
    delete: (id: number): void => void remove.run(id),
    count: (): number => count.get()?.n ?? 0,
  };
}
