import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Checkpoints, createCheckpoints, noCheckpoints } from './checkpoints.ts';
import { createCollection } from './collection.ts';
import { formatProblem, markFormat } from './format.ts';
import type { Collection, Row, SqlValue, Statement, Store } from './store.ts';

/** The data folder cannot be used; the message says why and what to do. */
export class StoreError extends Error {
  override name = 'StoreError';
}

const FILE = 'trestle.sqlite';
/** Locked by the process that owns the folder, for as long as it lives: a killed owner's lock goes with it. */
const OWNER = 'owner.sqlite';
/** Milliseconds to wait for the thread that copies the log; see `checkpoints.ts`. */
const PATIENCE = 10_000;
const BUSY = /locked|busy/i;

interface Opened {
  readonly database: DatabaseSync;
  readonly checkpoints: Checkpoints;
  close(): void;
}

function openFiles(folder: string): Opened {
  mkdirSync(folder, { recursive: true });
  const opened: DatabaseSync[] = [];
  const open = (file: string, timeout: number, pragmas: string): DatabaseSync => {
    const made = new DatabaseSync(path.join(folder, file), { timeout });
    opened.push(made);
    made.exec(pragmas);
    return made;
  };
  try {
    open(OWNER, 0, 'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    // NORMAL outlives the process by itself (the log is in the page cache), which is what is promised; see docs/decisions.
    const database = open(
      FILE,
      PATIENCE,
      `PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0;
      PRAGMA cache_size = -16000; BEGIN IMMEDIATE; COMMIT`,
    );
    const problem = formatProblem(database, folder);
    if (problem) throw new StoreError(problem);
    markFormat(database);
    const checkpoints = createCheckpoints(database, path.join(folder, FILE));
    return {
      database,
      checkpoints,
      close() {
        checkpoints.close();
        for (const each of opened.reverse()) each.close();
      },
    };
  } catch (error) {
    for (const each of opened) each.close();
    if (error instanceof StoreError) throw error;
    if (BUSY.test(String(error))) {
      throw new StoreError(`${folder} is in use by another emulator. Stop it, or name another folder with --data.`, {
        cause: error,
      });
    }
    throw new StoreError(`${folder} does not hold a readable database.`, { cause: error });
  }
}

function openMemory(): Opened {
  const database = new DatabaseSync(':memory:');
  return { database, checkpoints: noCheckpoints, close: () => database.close() };
}

/** About the bytes that a row of these values takes in the log. */
function sizeOf(values: readonly SqlValue[]): number {
  let size = 64;
  for (const value of values) size += typeof value === 'string' || value instanceof Uint8Array ? value.length : 8;
  return size;
}

/**
 * Opens the store.
 * @param folder where the SQLite file lies or shall lie; undefined: in memory, gone with the process
 * @throws StoreError where another emulator holds the folder, its format is another, or it cannot be read
 */
export function openStore(folder: string | undefined): Store {
  const { database, checkpoints, close } = folder === undefined ? openMemory() : openFiles(folder);
  database.exec(
    'CREATE TABLE IF NOT EXISTS documents (collection TEXT, key TEXT, value BLOB, PRIMARY KEY (collection, key)) WITHOUT ROWID',
  );

  let pending: Promise<void> | undefined;
  const undo: (() => void)[] = [];
  let depth = 0;

  const commit = (): void => {
    // A commit that fails (disk full) must not be survived: memory would differ from the file.
    // The exception ends the process; what was not committed was not answered.
    database.exec('COMMIT');
    pending = undefined;
    checkpoints.committed();
  };
  const join = (): void => {
    if (pending) return;
    database.exec('BEGIN');
    pending = new Promise((resolve) => {
      setImmediate(() => {
        if (pending) commit();
        resolve();
      });
    });
  };

  const prepare = <R = Row>(sql: string): Statement<R> => {
    const statement = database.prepare(sql);
    return {
      run(...values: SqlValue[]) {
        join();
        checkpoints.wrote(sizeOf(values));
        const { changes, lastInsertRowid } = statement.run(...values);
        return { changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) };
      },
      change(...values) {
        join();
        return statement.all(...values) as R[];
      },
      get: (...values) => statement.get(...values) as R | undefined,
      all: (...values) => statement.all(...values) as R[],
      iterate: (...values) => statement.iterate(...values) as Iterable<R>,
    };
  };

  const collections = new Map<string, Collection<object>>();
  const onRollback = (action: () => void): void => {
    if (depth > 0) undo.push(action);
  };

  return {
    prepare,
    collection<T extends object>(name: string): Collection<T> {
      const known = collections.get(name) ?? createCollection<T>({ prepare, onRollback }, name);
      collections.set(name, known);
      return known as Collection<T>;
    },
    schema(statements) {
      if (pending) commit();
      database.exec(statements);
    },
    atomic(change) {
      join();
      const mark = undo.length;
      const name = `s${depth++}`;
      database.exec(`SAVEPOINT ${name}`);
      try {
        const result = change();
        database.exec(`RELEASE ${name}`);
        return result;
      } catch (error) {
        database.exec(`ROLLBACK TO ${name}; RELEASE ${name}`);
        for (const action of undo.splice(mark).reverse()) action();
        throw error;
      } finally {
        depth--;
        if (depth === 0) undo.length = 0;
      }
    },
    onRollback,
    committed: () => pending ?? Promise.resolve(),
    close() {
      if (pending) commit();
      close();
    },
  };
}
