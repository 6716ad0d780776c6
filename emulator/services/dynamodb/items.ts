import type { Store } from '../../store/store.ts';
import type { ItemKey } from './keys.ts';
import type { Item } from './values.ts';

/** Where a read begins and ends, in the order of the keys. */
export interface Bounds {
  /** The first sort key that may be read. */
  readonly low: Uint8Array;
  /** The first sort key that may not. */
  readonly high: Uint8Array;
}

/** An entry of an index: its own place, and that of the item. */
export interface EntryKey {
  readonly entry: ItemKey;
  readonly item: ItemKey;
}

interface ItemRow {
  readonly item: string;
  readonly [column: string]: unknown;
}

const parse = ({ item }: ItemRow): Item => JSON.parse(item) as Item;
const EMPTY = new Uint8Array();

export type Items = ReturnType<typeof createItems>;

function* parsed(rows: Iterable<ItemRow>): Generator<Item> {
  for (const row of rows) yield parse(row);
}

/** All items of all tables, and the entries of their indexes, which point at the items. */
export function createItems(store: Store) {
  store.schema(`
    CREATE TABLE IF NOT EXISTS dynamodb_items (
      tbl INTEGER, slot INTEGER, hash BLOB, range BLOB, item TEXT NOT NULL, size INTEGER NOT NULL, expires INTEGER,
      PRIMARY KEY (tbl, slot, hash, range)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS dynamodb_expiry ON dynamodb_items (tbl, expires) WHERE expires IS NOT NULL;
    CREATE TABLE IF NOT EXISTS dynamodb_entries (
      idx INTEGER, slot INTEGER, hash BLOB, range BLOB, islot INTEGER, ihash BLOB, irange BLOB,
      PRIMARY KEY (idx, slot, hash, range, ihash, irange)) WITHOUT ROWID;`);
  const AT = 'tbl = ? AND slot = ? AND hash = ?';
  const get = store.prepare<ItemRow>(`SELECT item FROM dynamodb_items WHERE ${AT} AND range = ?`);
  const put = store.prepare(
    'INSERT OR REPLACE INTO dynamodb_items (tbl, slot, hash, range, item, size, expires) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const remove = store.prepare(`DELETE FROM dynamodb_items WHERE ${AT} AND range = ?`);
  const clear = store.prepare('DELETE FROM dynamodb_items WHERE tbl = ?');
  const count = store.prepare<{ items: number; bytes: number | null }>(
    'SELECT count(*) AS items, sum(size) AS bytes FROM dynamodb_items WHERE tbl = ?',
  );
  const expired = store.prepare<ItemRow>(
    'SELECT item FROM dynamodb_items WHERE tbl = ? AND expires > ? AND expires <= ? LIMIT ?',
  );
  const nextExpiry = store.prepare<{ expires: number | null }>(
    'SELECT min(expires) AS expires FROM dynamodb_items WHERE tbl = ? AND expires > ?',
  );
  const setExpiry = store.prepare(`UPDATE dynamodb_items SET expires = ? WHERE ${AT} AND range = ?`);
  const query = (order: 'ASC' | 'DESC') =>
    store.prepare<ItemRow>(
      `SELECT item FROM dynamodb_items WHERE ${AT} AND range >= ? AND range < ? ORDER BY range ${order}`,
    );
  const queries = { forward: query('ASC'), backward: query('DESC') };
  const scan = store.prepare<ItemRow>(
    `SELECT item FROM dynamodb_items WHERE tbl = ? AND slot < ? AND (slot, hash, range) > (?, ?, ?) ORDER BY slot, hash, range`,
  );

  const putEntry = store.prepare(
    'INSERT OR REPLACE INTO dynamodb_entries (idx, slot, hash, range, islot, ihash, irange) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const removeEntry = store.prepare(
    'DELETE FROM dynamodb_entries WHERE idx = ? AND slot = ? AND hash = ? AND range = ? AND ihash = ? AND irange = ?',
  );
  const clearEntries = store.prepare('DELETE FROM dynamodb_entries WHERE idx = ?');
  const countEntries = store.prepare<{ items: number; bytes: number | null }>(
    `SELECT count(*) AS items, sum(i.size) AS bytes FROM dynamodb_entries e CROSS JOIN dynamodb_items i
     ON i.tbl = ? AND i.slot = e.islot AND i.hash = e.ihash AND i.range = e.irange WHERE e.idx = ?`,
  );
  const JOINED = `SELECT i.item FROM dynamodb_entries e CROSS JOIN dynamodb_items i
    ON i.tbl = ? AND i.slot = e.islot AND i.hash = e.ihash AND i.range = e.irange WHERE e.idx = ?`;
  const queryEntries = (order: 'ASC' | 'DESC') =>
    store.prepare<ItemRow>(
      `${JOINED} AND e.slot = ? AND e.hash = ? AND (e.range, e.ihash, e.irange) > (?, ?, ?) AND (e.range, e.ihash, e.irange) < (?, ?, ?)
       ORDER BY e.range ${order}, e.ihash ${order}, e.irange ${order}`,
    );
  const entryQueries = { forward: queryEntries('ASC'), backward: queryEntries('DESC') };
  const scanEntries = store.prepare<ItemRow>(
    `${JOINED} AND e.slot < ? AND (e.slot, e.hash, e.range, e.ihash, e.irange) > (?, ?, ?, ?, ?)
     ORDER BY e.slot, e.hash, e.range, e.ihash, e.irange`,
  );

  return {
    get(table: number, { slot, hash, range }: ItemKey): Item | undefined {
      const row = get.get(table, slot, hash, range);
      return row && parse(row);
    },
    /** @param expires seconds since 1970; undefined: never */
    put(table: number, { slot, hash, range }: ItemKey, item: Item, size: number, expires: number | undefined): void {
      put.run(table, slot, hash, range, JSON.stringify(item), size, expires ?? null);
    },
    remove: (table: number, { slot, hash, range }: ItemKey): void => void remove.run(table, slot, hash, range),
    setExpiry: (table: number, { slot, hash, range }: ItemKey, expires: number | undefined): void =>
      void setExpiry.run(expires ?? null, table, slot, hash, range),
    clear: (table: number): void => void clear.run(table),
    count: (table: number) => count.get(table) ?? { items: 0, bytes: 0 },
    /** Items whose time ran out after `from` and not after `until` (seconds). */
    expired: (table: number, from: number, until: number, limit: number): Item[] =>
      expired.all(table, from, until, limit).map(parse),
    /** When the first item expires that expires after `from` (seconds). */
    nextExpiry: (table: number, from: number): number | undefined => nextExpiry.get(table, from)?.expires ?? undefined,

    /** Items of one hash key by sort key. */
    query: (table: number, { slot, hash }: ItemKey, { low, high }: Bounds, forward: boolean): Iterable<Item> =>
      parsed(queries[forward ? 'forward' : 'backward'].iterate(table, slot, hash, low, high)),
    /** Items behind `after`, of slots below `end`. */
    scan: (table: number, end: number, after: ItemKey): Iterable<Item> =>
      parsed(scan.iterate(table, end, after.slot, after.hash, after.range)),

    putEntry: (index: number, { entry, item }: EntryKey): void =>
      void putEntry.run(index, entry.slot, entry.hash, entry.range, item.slot, item.hash, item.range),
    removeEntry: (index: number, { entry, item }: EntryKey): void =>
      void removeEntry.run(index, entry.slot, entry.hash, entry.range, item.hash, item.range),
    clearEntries: (index: number): void => void clearEntries.run(index),
    countEntries: (table: number, index: number) => countEntries.get(table, index) ?? { items: 0, bytes: 0 },

    /** Items of one hash key of an index, by its sort key, then by their own. `after` is the entry read last. */
    queryIndex(
      table: number,
      index: number,
      { slot, hash }: ItemKey,
      { low, high }: Bounds,
      forward: boolean,
      after: EntryKey | undefined,
    ): Iterable<Item> {
      const edge = after && [after.entry.range, after.item.hash, after.item.range];
      const from = (forward && edge) || [low, EMPTY, EMPTY];
      const to = (!forward && edge) || [high, EMPTY, EMPTY];
      const statement = entryQueries[forward ? 'forward' : 'backward'];
      return parsed(statement.iterate(table, index, slot, hash, ...from, ...to));
    },
    scanIndex: (table: number, index: number, end: number, { entry, item }: EntryKey): Iterable<Item> =>
      parsed(scanEntries.iterate(table, index, end, entry.slot, entry.hash, entry.range, item.hash, item.range)),
  };
}
