import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { FORMAT } from '../../../../emulator/store/format.ts';
import { openStore, StoreError } from '../../../../emulator/store/sqlite-store.ts';
import { testEmulator } from '../../../support/emulator.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'trestle-format-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function inFile<T>(act: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path.join(folder, 'trestle.sqlite'));
  try {
    return act(database);
  } finally {
    database.close();
  }
}
const versionOf = () => inFile((database) => database.prepare('PRAGMA user_version').get()?.user_version);
const setVersion = (version: number) => inFile((database) => database.exec(`PRAGMA user_version = ${version}`));

it('is written into a new folder, and read back', () => {
  openStore(folder).close();
  expect(versionOf()).toBe(FORMAT);
  openStore(folder).close();
  expect(versionOf()).toBe(FORMAT);
});

it('is not written by an opening that was broken off before there was anything', () => {
  inFile((database) => database.exec('PRAGMA journal_mode = WAL'));
  openStore(folder).close();
  expect(versionOf()).toBe(FORMAT);
});

it.each([
  [
    'a newer',
    FORMAT + 1,
    /was written by a newer emulator \(format \d+; this one reads \d+\)\. Update this one, or name/,
  ],
  ['a much newer', 2_000_000_000, /was written by a newer emulator/],
  [
    'no',
    0,
    /was written by an older emulator \(format 0; this one reads \d+\), and there is no way to convert it\. Delete/,
  ],
  ['a nonsensical', -1, /was written by an older emulator/],
])('refuses a folder with %s format, and leaves it as it is', (_name, version, message) => {
  const store = openStore(folder);
  store.collection<{ n: number }>('test.things').put('k', { n: 1 });
  store.close();
  setVersion(version);
  expect(() => openStore(folder)).toThrow(StoreError);
  expect(() => openStore(folder)).toThrow(message);
  expect(versionOf()).toBe(version);
  setVersion(FORMAT);
  const again = openStore(folder);
  expect(again.collection('test.things').get('k')).toEqual({ n: 1 });
  again.close();
});

/**
 * What the tables and indexes of each format hash to. A table more, which older emulators need not know, changes
 * the hash; any other change is another format.
 */
const TABLES: Readonly<Record<number, string>> = { 1: 'c0887bdbd99a977b' };

it('belongs to the tables that there are', async () => {
  await (await testEmulator({ data: folder })).stop();
  const sql = inFile((database) => database.prepare('SELECT sql FROM sqlite_master WHERE sql IS NOT NULL').all());
  const text = sql.map((row) => String(row.sql).replace(/\s+/g, ' ')).sort();
  expect(createHash('sha256').update(text.join('\n')).digest('hex').slice(0, 16)).toBe(TABLES[FORMAT]);
});
