import type { SqlValue, Store } from './store.ts';

/** Rows in one statement: what SQS and EventBridge take in one call. */
const AT_ONCE = 10;

/**
 * Writes rows, ten in a statement as long as there are ten: half the work of one by one.
 * @returns a function that takes the values of all rows one after the other, each row as long as `columns`
 */
export function insertMany(
  store: Pick<Store, 'prepare'>,
  table: string,
  columns: readonly string[],
): (values: readonly SqlValue[]) => void {
  const row = `(${columns.map(() => '?').join(', ')})`;
  const into = (rows: number) =>
    store.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${Array(rows).fill(row).join(', ')}`);
  const statements = [AT_ONCE, 1].map((rows) => ({ statement: into(rows), length: rows * columns.length }));
  return (values) => {
    let at = 0;
    for (const { statement, length } of statements) {
      for (; at + length <= values.length; at += length) {
        statement.run(...(length === values.length ? values : values.slice(at, at + length)));
      }
    }
  };
}
