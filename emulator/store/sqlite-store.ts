import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createCollection } from './collection.ts';
import type { Collection, Row, SqlValue, Statement, Store } from './store.ts';

/** The data folder cannot be used; the message says why and what to do. */
export class StoreError extends Error {
  override name = 'StoreError';
}

const FILE = 'trestle.sqlite';
const BUSY = /locked|busy/i;

function open(folder: string | undefined): DatabaseSync {
  if (folder === undefined) return new DatabaseSync(':memory:');
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(path.join(folder, FILE));
  try {
    // One process owns the file; a killed owner's lock goes with it. NORMAL outlives the process
    // by itself (the log is in the page cache), which is what is promised; see docs/decisions.
    database.exec(`PRAGMA page_size = 8192; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
      PRAGMA wal_autocheckpoint = 2000; PRAGMA cache_size = -16000; BEGIN IMMEDIATE; COMMIT`);
  } catch (error) {
    database.close();
    if (error instanceof Error && BUSY.test(error.message)) {
      throw new StoreError(`${folder} is in use by another emulator. Stop it, or name another folder with --data.`, {
        cause: error,
      });
    }
    throw new StoreError(`${folder} does not hold a readable database.`, { cause: error });
  }
  return database;
}

/**
 * Opens the store.
 * @param folder where the SQLite file lies or shall lie; undefined: in memory, gone with the process
 * @throws StoreError where another emulator holds the folder, or it cannot be read
 */
export function openStore(folder: string | undefined): Store {
  const database = open(folder);
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
      database.close();
    },
  };
}
