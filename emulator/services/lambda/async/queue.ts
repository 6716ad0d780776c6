import type { Cancel, Instant } from '../../../core/clock.ts';
import type { ServiceDeps } from '../../../core/service.ts';
import type { Store } from '../../../store/store.ts';

/** An invocation that nobody waits for. */
export interface AsyncInvocation {
  readonly id: number;
  /** `functionKey` of the function. */
  readonly key: string;
  /** '' where the caller named none. */
  readonly qualifier: string;
  readonly requestId: string;
  readonly payload: Uint8Array;
  readonly clientContext: string | undefined;
  /** How often the function has failed. */
  readonly attempts: number;
  readonly accepted: Instant;
}

/** What to do with an invocation after an attempt. */
export type Verdict =
  | { readonly kind: 'done' }
  /** `counts`: the function ran, and failed. */
  | { readonly kind: 'retry'; readonly at: Instant; readonly counts: boolean };

export interface AsyncQueue {
  /** Joins the open transaction. */
  add(invocation: Omit<AsyncInvocation, 'id' | 'attempts'>): void;
  start(run: (invocation: AsyncInvocation) => Promise<Verdict>): void;
  stop(): void;
}

interface Row extends Record<string, string | number | Uint8Array | null> {
  id: number;
  function: string;
  qualifier: string;
  request_id: string;
  payload: Uint8Array;
  client_context: string | null;
  attempts: number;
  accepted: number;
}

const invocationOf = (row: Row): AsyncInvocation => ({
  id: row.id,
  key: row.function,
  qualifier: row.qualifier,
  requestId: row.request_id,
  payload: row.payload,
  clientContext: row.client_context ?? undefined,
  attempts: row.attempts,
  accepted: row.accepted,
});

const CONCURRENT = 64;
/** When an attempt itself broke, which is a fault of the emulator. */
const AFTER_FAULT_MILLISECONDS = 60_000;

/** The durable queue of asynchronous invocations: each is run until it is done, through restarts. */
export function createAsyncQueue({ store, clock, log }: ServiceDeps<Store>): AsyncQueue {
  store.schema(`CREATE TABLE IF NOT EXISTS lambda_async (
      id INTEGER PRIMARY KEY AUTOINCREMENT, function TEXT NOT NULL, qualifier TEXT NOT NULL, request_id TEXT NOT NULL,
      payload BLOB NOT NULL, client_context TEXT, attempts INTEGER NOT NULL DEFAULT 0, accepted INTEGER NOT NULL, due INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS lambda_async_due ON lambda_async (due, id);`);
  const insert = store.prepare(
    'INSERT INTO lambda_async (function, qualifier, request_id, payload, client_context, accepted, due) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const due = store.prepare<Row>('SELECT * FROM lambda_async WHERE due <= ? ORDER BY due, id LIMIT ?');
  const next = store.prepare<{ due: number | null }>('SELECT min(due) AS due FROM lambda_async WHERE due > ?');
  const remove = store.prepare('DELETE FROM lambda_async WHERE id = ?');
  const again = store.prepare('UPDATE lambda_async SET attempts = attempts + ?, due = ? WHERE id = ?');

  const running = new Set<number>();
  let run: ((invocation: AsyncInvocation) => Promise<Verdict>) | undefined;
  let cancel: Cancel = () => {};
  let isPumpSet = false;

  const settle = (id: number, verdict: Verdict): void => {
    // After a stop the row stays as it is: the next start runs it once more.
    if (!run) return;
    if (verdict.kind === 'done') remove.run(id);
    else again.run(verdict.counts ? 1 : 0, verdict.at, id);
  };
  const attempt = async (invocation: AsyncInvocation): Promise<void> => {
    let verdict: Verdict;
    try {
      verdict = run ? await run(invocation) : { kind: 'retry', at: clock.now(), counts: false };
    } catch (error) {
      log.error('an asynchronous invocation failed', { function: invocation.key, error: String(error) });
      verdict = { kind: 'retry', at: clock.now() + AFTER_FAULT_MILLISECONDS, counts: false };
    }
    settle(invocation.id, verdict);
    running.delete(invocation.id);
    pump();
  };
  const pump = (): void => {
    if (!run) return;
    cancel();
    const now = clock.now();
    for (const row of due.all(now, CONCURRENT + running.size)) {
      if (running.size >= CONCURRENT) break;
      if (running.has(row.id)) continue;
      running.add(row.id);
      void attempt(invocationOf(row));
    }
    const soonest = next.get(now)?.due;
    if (soonest != null) cancel = clock.at(soonest, pump);
  };

  return {
    add({ key, qualifier, requestId, payload, clientContext, accepted }) {
      insert.run(key, qualifier, requestId, payload, clientContext ?? null, accepted, accepted);
      if (isPumpSet) return;
      isPumpSet = true;
      setImmediate(() => {
        isPumpSet = false;
        pump();
      });
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
