import type { HistoryEvent } from '../../../asl/interpreter/history.ts';
import type { Input } from '../../../asl/interpreter/input.ts';
import type { Instant } from '../../../core/clock.ts';
import type { Store } from '../../../store/store.ts';

/** One step of an execution: what the interpreter was told and when, and the events that came of it. */
export interface Step {
  readonly at: Instant;
  readonly input: Input;
  readonly events: readonly HistoryEvent[];
}

/**
 * The histories, a row a step. The inputs are enough to build an execution again; the events are
 * what GetExecutionHistory shows.
 */
export interface Histories {
  append(execution: number, step: number, what: Step): void;
  /** In their order, each with the text that `eventsText` made of its events. */
  steps(execution: number): Iterable<Pick<Step, 'at' | 'input'> & { readonly events: string | null }>;
  /** How many steps there are. */
  count(execution: number): number;
  /** Events with ids in [from, to], in their order. */
  events(execution: number, from: number, to: number): HistoryEvent[];
  lastEventId(execution: number): number;
  remove(execution: number): void;
}

/** What is stored of the events of a step. The same events give the same text. */
export const eventsText = (events: readonly HistoryEvent[]): string | null =>
  events.length === 0 ? null : JSON.stringify(events);

export function createHistories(store: Store): Histories {
  store.schema(`CREATE TABLE IF NOT EXISTS states_history (
    execution INTEGER, step INTEGER, at INTEGER NOT NULL, input TEXT NOT NULL, first INTEGER, last INTEGER, events TEXT,
    PRIMARY KEY (execution, step)) WITHOUT ROWID`);
  const insert = store.prepare('INSERT INTO states_history VALUES (?, ?, ?, ?, ?, ?, ?)');
  const steps = store.prepare<{ at: number; input: string; events: string | null }>(
    'SELECT at, input, events FROM states_history WHERE execution = ? ORDER BY step',
  );
  const events = store.prepare<{ events: string }>(
    'SELECT events FROM states_history WHERE execution = ? AND last >= ? AND first <= ? ORDER BY step',
  );
  const last = store.prepare<{ last: number | null }>(
    'SELECT max(last) AS last FROM states_history WHERE execution = ?',
  );
  const count = store.prepare<{ steps: number }>('SELECT count(*) AS steps FROM states_history WHERE execution = ?');
  const remove = store.prepare('DELETE FROM states_history WHERE execution = ?');
  return {
    append(execution, step, { at, input, events }) {
      const [first, final] = [events[0], events.at(-1)];
      insert.run(execution, step, at, JSON.stringify(input), first?.id ?? null, final?.id ?? null, eventsText(events));
    },
    *steps(execution) {
      for (const { at, input, events: text } of steps.all(execution))
        yield { at, input: JSON.parse(input) as Input, events: text };
    },
    count: (execution) => Number(count.get(execution)?.steps ?? 0),
    events: (execution, from, to) =>
      events
        .all(execution, from, to)
        .flatMap((row) => JSON.parse(row.events) as HistoryEvent[])
        .filter(({ id }) => id >= from && id <= to),
    lastEventId: (execution) => Number(last.get(execution)?.last ?? 0),
    remove: (execution) => void remove.run(execution),
  };
}
