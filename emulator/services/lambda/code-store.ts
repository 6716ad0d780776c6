import type { Store } from '../../store/store.ts';

/** The zips of functions, by the SHA-256 of their bytes in Base64. */
export interface CodeStore {
  put(sha256: string, bytes: Uint8Array): void;
  get(sha256: string): Uint8Array | undefined;
  delete(sha256: string): void;
}

/** Code lies in a table of its own, so that it is read only when an environment starts. */
export function createCodeStore(store: Store): CodeStore {
  store.schema('CREATE TABLE IF NOT EXISTS lambda_code (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL)');
  const put = store.prepare('INSERT OR IGNORE INTO lambda_code (sha256, bytes) VALUES (?, ?)');
  const get = store.prepare<{ bytes: Uint8Array }>('SELECT bytes FROM lambda_code WHERE sha256 = ?');
  const remove = store.prepare('DELETE FROM lambda_code WHERE sha256 = ?');
  return {
    put: (sha256, bytes) => void put.run(sha256, bytes),
    get: (sha256) => get.get(sha256)?.bytes,
    delete: (sha256) => void remove.run(sha256),
  };
}
