import type { Store } from '../../../store/store.ts';
import type { Execution } from './execution.ts';

/** EXPRESS executions that were started and have not ended: after a crash they begin again. */
export interface ExpressStarts {
  put(execution: Execution): void;
  remove(id: number): void;
  all(): Execution[];
  lastId(): number;
}

export function createExpressStarts(store: Store): ExpressStarts {
  store.schema('CREATE TABLE IF NOT EXISTS states_express_starts (id INTEGER PRIMARY KEY, execution TEXT NOT NULL)');
  const put = store.prepare('INSERT OR REPLACE INTO states_express_starts VALUES (?, ?)');
  const remove = store.prepare('DELETE FROM states_express_starts WHERE id = ?');
  const all = store.prepare<{ execution: string }>('SELECT execution FROM states_express_starts ORDER BY id');
  const last = store.prepare<{ last: number | null }>('SELECT max(id) AS last FROM states_express_starts');
  return {
    put: (execution) => void put.run(execution.id, JSON.stringify(execution)),
    remove: (id) => void remove.run(id),
    all: () => all.all().map(({ execution }) => JSON.parse(execution) as Execution),
    lastId: () => Number(last.get()?.last ?? 0),
  };
}
