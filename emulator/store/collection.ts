import { deserialize, serialize } from 'node:v8';
import type { Collection, Statement } from './store.ts';

/** What a collection needs of the store that holds it. */
export interface CollectionHost {
  prepare<R extends Record<string, unknown>>(sql: string): Statement<R>;
  /** Undoes a change in memory if the atomic block around it fails. */
  onRollback(undo: () => void): void;
}

const firstAtOrAfter = (keys: readonly string[], wanted: string): number => {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? '') < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * A collection over the table `documents`. Values are stored in V8's serialisation format, so
 * dates, bytes and undefined come back as they were.
 */
export function createCollection<T extends object>(host: CollectionHost, name: string): Collection<T> {
  const items = new Map<string, T>();
  const load = host.prepare<{ key: string; value: Uint8Array }>(
    'SELECT key, value FROM documents WHERE collection = ?',
  );
  const write = host.prepare('INSERT OR REPLACE INTO documents (collection, key, value) VALUES (?, ?, ?)');
  const remove = host.prepare('DELETE FROM documents WHERE collection = ? AND key = ?');
  for (const { key, value } of load.iterate(name)) items.set(key, deserialize(value) as T);

  let sorted: string[] | undefined;
  const keys = (): string[] => {
    sorted ??= [...items.keys()].sort();
    return sorted;
  };
  const remember = (key: string): void => {
    const before = items.get(key);
    host.onRollback(() => {
      sorted = undefined;
      if (before) items.set(key, before);
      else items.delete(key);
    });
  };
  const entries = (prefix = ''): [string, T][] => {
    const found: [string, T][] = [];
    const all = keys();
    for (let i = firstAtOrAfter(all, prefix); i < all.length; i++) {
      const key = all[i] ?? '';
      if (!key.startsWith(prefix)) break;
      const value = items.get(key);
      if (value) found.push([key, value]);
    }
    return found;
  };

  return {
    get: (key) => items.get(key),
    has: (key) => items.has(key),
    put(key, value) {
      remember(key);
      if (!items.has(key)) sorted = undefined;
      items.set(key, value);
      write.run(name, key, serialize(value));
    },
    delete(key) {
      if (!items.has(key)) return false;
      remember(key);
      sorted = undefined;
      items.delete(key);
      remove.run(name, key);
      return true;
    },
    entries,
    values: (prefix) => entries(prefix).map(([, value]) => value),
    get size() {
      return items.size;
    },
  };
}
