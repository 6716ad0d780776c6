import type { Cancel, Instant } from '../../core/clock.ts';
import type { ServiceDeps } from '../../core/service.ts';
import type { Store } from '../../store/store.ts';

/** An invocation that nobody waits for. */
export interface AsyncInvocation {
  readonly id: number;
  readonly key: string;
  readonly qualifier: string;
  readonly requestId: string;
  readonly payload: Uint8Array;
  readonly attempts: number;
  readonly accepted: Instant;
  readonly due: Instant;
}

interface Row extends Record<string, unknown> {
  id: number;
  function: string;
  qualifier: string;
  request_id: string;
  payload: Uint8Array;
  attempts: number;
  accepted: number;
  due: number;
}

export interface AsyncInvocations {
  add(invocation: Omit<AsyncInvocation, 'id' | 'attempts'>): void;
  start(run: (invocation: AsyncInvocation) => Promise<Verdict>): void;
  stop(): void;
}

/** What to do with an invocation after an attempt. */
export type Verdict =
  | { readonly kind: 'done' }
  | { readonly kind: 'retry'; readonly at: Instant; readonly counts: boolean };

const CONCURRENT = 32;

/** The durable queue of asynchronous invocations: each is run until it is done, through restarts. */
export function createAsyncInvocations({ store, clock }: ServiceDeps<Store>): AsyncInvocations {
  store.schema(`CREATE TABLE IF NOT EXISTS lambda_async (
      id INTEGER PRIMARY KEY AUTOINCREMENT, function TEXT NOT NULL, qualifier TEXT NOT NULL, request_id TEXT NOT NULL, payload BLOB NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0, accepted INTEGER NOT NULL, due INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS lambda_async_due ON lambda_async (due, id);`);
  const insert = store.prepare(
    'INSERT INTO lambda_async (function, qualifier, request_id, payload, accepted, due) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const due = store.prepare<Row>('SELECT * FROM lambda_async WHERE due <= ? ORDER BY due, id LIMIT ?');
  const next = store.prepare<{ due: number | null }>('SELECT min(due) AS due FROM lambda_async WHERE due > ?');
  const remove = store.prepare('DELETE FROM lambda_async WHERE id = ?');
  const again = store.prepare('UPDATE lambda_async SET attempts = attempts + ?, due = ? WHERE id = ?');

  const running = new Set<number>();
  let run: ((invocation: AsyncInvocation) => Promise<Verdict>) | undefined;
  let cancel: Cancel = () => {};

  const settle = (id: number, verdict: Verdict): void => {
    if (!run) return;
    if (verdict.kind === 'done') remove.run(id);
    else again.run(verdict.counts ? 1 : 0, verdict.at, id);
  };
  const pump = (): void => {
    if (!run) return;
    cancel();
    const now = clock.now();
    for (const row of due.all(now, CONCURRENT + running.size)) {
      if (running.size >= CONCURRENT) break;
      if (running.has(row.id)) continue;
      running.add(row.id);
      const invocation = { ...row, key: row.function, requestId: row.request_id };
      run(invocation)
        .then((verdict) => settle(row.id, verdict))
        .finally(() => {
          running.delete(row.id);
          pump();
        });
    }
    const soonest = next.get(now)?.due;
    if (soonest != null) cancel = clock.at(soonest, pump);
  };

  return {
    add(invocation) {
      insert.run(
        invocation.key,
        invocation.qualifier,
        invocation.requestId,
        invocation.payload,
        invocation.accepted,
        invocation.due,
      );
      setImmediate(pump);
    },
    start(work) {
      run = work;
      pump();
    },
    stop() {
      run = undefined;
      cancel();
    },
  };
}
