import { insertMany } from '../../../../emulator/store/insert-many.ts';
import { openStore } from '../../../../emulator/store/sqlite-store.ts';

test.each([0, 1, 9, 10, 11, 20, 39])('%i rows come out as they went in', async (count) => {
  const store = openStore(undefined);
  store.schema('CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT)');
  const rows = Array.from({ length: count }, (_, id) => ({ id, name: id % 3 === 0 ? null : `n${id}` }));
  insertMany(store, 'things', ['id', 'name'])(rows.flatMap(({ id, name }) => [id, name]));
  await store.committed();
  expect(
    store
      .prepare('SELECT id, name FROM things ORDER BY id')
      .all()
      .map((row) => ({ ...row })),
  ).toEqual(rows);
  store.close();
});

test('of rows that are refused none stays, where the block is atomic', () => {
  const store = openStore(undefined);
  store.schema('CREATE TABLE things (id INTEGER PRIMARY KEY)');
  const insert = insertMany(store, 'things', ['id']);
  const ids = [...Array(12).keys(), 3];
  expect(() => store.atomic(() => insert(ids))).toThrow(/UNIQUE/);
  expect(store.prepare('SELECT * FROM things').all()).toEqual([]);
  store.close();
});
