import type { ExecutionStatus } from '@aws-sdk/client-sfn';
import type { Instant } from '../../../core/clock.ts';
import type { Store } from '../../../store/store.ts';
import type { Execution } from './execution.ts';

/** Which executions a list shows. All given conditions must hold. */
export interface ExecutionFilter {
  readonly machineArn?: string;
  readonly mapRunArn?: string;
  readonly versionArn?: string | undefined;
  readonly aliasArn?: string | undefined;
  readonly status?: ExecutionStatus | undefined;
  readonly redriven?: boolean | undefined;
}

type Tally = Partial<Record<ExecutionStatus, number>>;

export interface Executions {
  /** The id for the next execution. */
  nextId(): number;
  insert(execution: Execution): void;
  update(execution: Execution): void;
  byArn(arn: string): Execution | undefined;
  byId(id: number): Execution | undefined;
  /** Newest first, those with an id below `before`. */
  page(filter: ExecutionFilter, limit: number, before: number | undefined): Execution[];
  /** How many children a map run has by their status, and how many items those hold. */
  countChildren(mapRunArn: string): { readonly children: Tally; readonly items: Tally };
  /** The children of a map run in the order of their items, one at a time. */
  children(mapRunArn: string, status?: ExecutionStatus): Iterable<Execution>;
  running(): Iterable<Execution>;
  hasRunning(machineArn: string): boolean;
  remove(id: number): void;
  /** The revisions that executions were started with. */
  revisions(): Set<string>;
  /** Forgets those that ended before `before`, so many at most; gives which. */
  expire(before: Instant, most: number): { readonly id: number; readonly arn: string }[];
}

interface Row extends Record<string, string | number | null> {
  id: number;
  status: string;
  body: string;
}

/**
 * The table of executions. One id is one row; a redrive keeps it.
 * `owner` is the ARN of the state machine or, for a child, of its map run.
 * @param lastId an id that is in use elsewhere; none up to it is given
 */
export function createExecutions(store: Store, lastId: number): Executions {
  store.schema(`
    CREATE TABLE IF NOT EXISTS states_executions (
      id INTEGER PRIMARY KEY, arn TEXT NOT NULL UNIQUE, owner TEXT NOT NULL, status TEXT NOT NULL,
      stopped INTEGER, body TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS states_executions_by_owner ON states_executions (owner, id);
    CREATE INDEX IF NOT EXISTS states_executions_running ON states_executions (id) WHERE status = 'RUNNING';
    CREATE INDEX IF NOT EXISTS states_executions_stopped ON states_executions (stopped) WHERE stopped IS NOT NULL;`);
  const insert = store.prepare(
    'INSERT INTO states_executions (id, arn, owner, status, stopped, body) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const update = store.prepare('UPDATE states_executions SET status = ?, stopped = ?, body = ? WHERE id = ?');
  const byArn = store.prepare<Row>('SELECT id, status, body FROM states_executions WHERE arn = ?');
  const byId = store.prepare<Row>('SELECT id, status, body FROM states_executions WHERE id = ?');
  const running = store.prepare<Row>(
    "SELECT id, status, body FROM states_executions WHERE status = 'RUNNING' ORDER BY id",
  );
  const someRunning = store.prepare("SELECT 1 FROM states_executions WHERE owner = ? AND status = 'RUNNING' LIMIT 1");
  const counts = store.prepare<{ status: ExecutionStatus; children: number; items: number }>(`
    SELECT status, count(*) AS children, sum(json_extract(body, '$.child.items')) AS items
    FROM states_executions WHERE owner = ? GROUP BY status`);
  const children = store.prepare<Row>(`
    SELECT id, status, body FROM states_executions WHERE owner = ?1 AND id > ?2 AND (?3 IS NULL OR status = ?3)
    ORDER BY id LIMIT 100`);
  const page = store.prepare<Row>(`
    SELECT id, status, body FROM states_executions
    WHERE owner = ?1 AND id < ?2 AND (?3 IS NULL OR status = ?3)
      AND (?4 IS NULL OR json_extract(body, '$.versionArn') = ?4)
      AND (?5 IS NULL OR json_extract(body, '$.aliasArn') = ?5)
      AND (?6 IS NULL OR (json_extract(body, '$.redriveCount') > 0) = ?6)
    ORDER BY id DESC LIMIT ?7`);
  const expired = store.prepare<{ id: number; arn: string }>(
    'SELECT id, arn FROM states_executions WHERE stopped < ? LIMIT ?',
  );
  const revisions = store.prepare<{ revision: string }>(
    "SELECT DISTINCT json_extract(body, '$.revision') AS revision FROM states_executions",
  );
  const remove = store.prepare('DELETE FROM states_executions WHERE id = ?');
  const newest = store.prepare<{ last: number | null }>('SELECT max(id) AS last FROM states_executions').get()?.last;
  let last = Math.max(Number(newest ?? 0), lastId);

  const parse = (row: Row | undefined): Execution | undefined =>
    row &&
    ({ ...(JSON.parse(row.body) as Omit<Execution, 'id' | 'status'>), id: row.id, status: row.status } as Execution);
  const bodyOf = ({ id: _id, status: _status, ...body }: Execution): string => JSON.stringify(body);
  const many = (rows: readonly Row[]): Execution[] => rows.flatMap((row) => parse(row) ?? []);

  return {
    nextId: () => ++last,
    insert(execution) {
      const { id, arn, machineArn, child, status, stopped } = execution;
      insert.run(id, arn, child?.mapRunArn ?? machineArn, status, stopped ?? null, bodyOf(execution));
    },
    update(execution) {
      update.run(execution.status, execution.stopped ?? null, bodyOf(execution), execution.id);
    },
    byArn: (arn) => parse(byArn.get(arn)),
    byId: (id) => parse(byId.get(id)),
    page(filter, limit, before) {
      const { machineArn, mapRunArn, versionArn = null, aliasArn = null, status = null, redriven } = filter;
      const owner = mapRunArn ?? machineArn ?? '';
      const flag = redriven === undefined ? null : Number(redriven);
      return many(page.all(owner, before ?? Number.MAX_SAFE_INTEGER, status, versionArn, aliasArn, flag, limit));
    },
    countChildren(mapRunArn) {
      const rows = counts.all(mapRunArn);
      return {
        children: Object.fromEntries(rows.map((row) => [row.status, row.children])),
        items: Object.fromEntries(rows.map((row) => [row.status, row.items])),
      };
    },
    *children(mapRunArn, status) {
      for (let after = 0; ; ) {
        const found = many(children.all(mapRunArn, after, status ?? null));
        yield* found;
        const final = found.at(-1);
        if (!final) return;
        after = final.id;
      }
    },
    running: () => many(running.all()),
    hasRunning: (machineArn) => someRunning.get(machineArn) !== undefined,
    remove: (id) => void remove.run(id),
    revisions: () => new Set(revisions.all().map(({ revision }) => revision)),
    expire(before, most) {
      const gone = expired.all(before, most);
      for (const { id } of gone) remove.run(id);
      return gone;
    },
  };
}
