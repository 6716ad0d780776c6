import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openStore, StoreError } from '../../../../emulator/store/sqlite-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'trestle-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const SCHEMA = 'CREATE TABLE IF NOT EXISTS test_rows (id INTEGER PRIMARY KEY, text TEXT NOT NULL)';

it('gives back what was committed, after a close and an opening', async () => {
  const first = openStore(folder);
  first.collection<{ a: Date }>('test.things').put('k', { a: new Date(7) });
  await first.committed();
  first.close();
  const second = openStore(folder);
  expect(second.collection('test.things').get('k')).toEqual({ a: new Date(7) });
  second.close();
});

it('belongs to one at a time', () => {
  const first = openStore(folder);
  expect(() => openStore(folder)).toThrow(StoreError);
  expect(() => openStore(folder)).toThrow(/is in use by another emulator/);
  first.close();
  openStore(folder).close();
});

it('refuses a file that is no database', () => {
  writeFileSync(path.join(folder, 'trestle.sqlite'), 'nonsense, and enough of it to be read as a header of a page');
  expect(() => openStore(folder)).toThrow(/does not hold a readable database/);
});

it('undoes an atomic change that fails, in the file and in memory', () => {
  const store = openStore(undefined);
  const things = store.collection<{ n: number }>('test.things');
  things.put('a', { n: 1 });
  const undone: string[] = [];
  expect(() =>
    store.atomic(() => {
      things.put('a', { n: 2 });
      things.put('b', { n: 3 });
      store.onRollback(() => undone.push('undone'));
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(things.entries()).toEqual([['a', { n: 1 }]]);
  expect(undone).toEqual(['undone']);
  store.close();
});

it('keeps its log short under steady writing, and loses nothing', async () => {
  const store = openStore(folder);
  store.schema(SCHEMA);
  const insert = store.prepare('INSERT INTO test_rows (text) VALUES (?)');
  const text = 'x'.repeat(100_000);
  const rows = 2_000;
  for (let i = 0; i < rows; i++) {
    insert.run(text);
    if (i % 5 === 4) await store.committed();
  }
  await store.committed();
  const log = path.join(folder, 'trestle.sqlite-wal');
  expect(existsSync(log) ? statSync(log).size : 0).toBeLessThan(400_000_000);
  store.close();
  const again = openStore(folder);
  again.schema(SCHEMA);
  expect(again.prepare('SELECT count(*) AS n FROM test_rows').get()).toEqual({ n: rows });
  again.close();
}, 60_000);
