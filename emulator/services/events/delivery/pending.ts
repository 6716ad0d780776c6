import type { Instant } from '../../../core/clock.ts';
import type { Store } from '../../../store/store.ts';
import type { BusEvent } from '../bus-event.ts';
import type { Failure } from './failure.ts';

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
  /** Why the last try failed; undefined before the first. */
  readonly failure: Failure | undefined;
}

interface PendingRow extends Record<string, unknown> {
  id: number;
  rule: string;
  target: string;
  event: string;
  envelope: string;
  invocation: string;
  tries: number;
  since: number;
  failure: string | null;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS events_deliveries (
    id INTEGER PRIMARY KEY, rule TEXT NOT NULL, target TEXT NOT NULL, due INTEGER NOT NULL, tries INTEGER NOT NULL,
    since INTEGER NOT NULL, invocation TEXT NOT NULL, failure TEXT, event TEXT NOT NULL, envelope TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS events_deliveries_due ON events_deliveries (rule, target, due);`;

const pendingOf = (row: PendingRow): Pending => ({
  id: row.id,
  ruleKey: row.rule,
  targetId: row.target,
  event: { ...(JSON.parse(row.event) as Omit<BusEvent, 'envelope'>), envelope: row.envelope },
  invocationId: row.invocation,
  tries: row.tries,
  since: row.since,
  failure: row.failure === null ? undefined : (JSON.parse(row.failure) as Failure),
});

export type NewPending = Omit<Pending, 'id'> & { readonly due: Instant };

/** The deliveries that are still to be made, in the database: what a crash must not lose. */
export function createPendingTable(store: Store) {
  store.schema(SCHEMA);
  const insert = store.prepare(`INSERT INTO events_deliveries
    (rule, target, due, tries, since, invocation, failure, event, envelope) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const due = store.prepare<PendingRow>(
    'SELECT * FROM events_deliveries WHERE rule = ? AND target = ? AND due <= ? ORDER BY due, id LIMIT ?',
  );
  const next = store.prepare<{ due: number | null }>(
    'SELECT min(due) AS due FROM events_deliveries WHERE rule = ? AND target = ?',
  );
  const waiting = store.prepare<{ rule: string; target: string }>(
    'SELECT DISTINCT rule, target FROM events_deliveries',
  );
  const put = store.prepare('UPDATE events_deliveries SET due = ?, tries = ?, failure = ? WHERE id = ?');
  const remove = store.prepare('DELETE FROM events_deliveries WHERE id = ?');
  return {
    add({ due: when, tries, since, ruleKey, targetId, invocationId, event, failure }: NewPending): void {
      const { envelope, ...rest } = event;
      const cause = failure ? JSON.stringify(failure) : null;
      insert.run(ruleKey, targetId, when, tries, since, invocationId, cause, JSON.stringify(rest), envelope);
    },
    due: (ruleKey: string, targetId: string, now: Instant, most: number): Pending[] =>
      due.all(ruleKey, targetId, now, most).map(pendingOf),
    nextDue: (ruleKey: string, targetId: string): Instant | undefined => next.get(ruleKey, targetId)?.due ?? undefined,
    /** The destinations for which something waits. */
    destinations: (): { rule: string; target: string }[] => waiting.all(),
    again: (id: number, when: Instant, tries: number, failure: Failure): void =>
      void put.run(when, tries, JSON.stringify(failure), id),
    delete: (id: number): void => void remove.run(id),
  };
}
