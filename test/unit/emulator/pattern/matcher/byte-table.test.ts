import { ByteTable, hashOf } from '../../../../../emulator/pattern/matcher/byte-table.ts';

describe('a table by bytes', () => {
  it('finds what is there among many others, also with one hash for all', () => {
    for (const hash of [hashOf, () => 7]) {
      const table = new ByteTable<number>();
      const keys = Array.from({ length: 500 }, (_, number) => Buffer.from(`key ${number}`));
      for (const [number, key] of keys.entries()) table.set(hash(key), key, number);
      for (const [number, key] of keys.entries()) if (number % 3 === 0) table.delete(hash(key), key);
      keys.slice(0, 50).forEach((key, number) => {
        if (number % 3 === 0) table.set(hash(key), key, -number);
      });
      table.delete(hash(Buffer.from('none')), Buffer.from('none'));
      expect(table.size).toBe(333 + 17);
      for (const [number, key] of keys.entries()) {
        const around = Buffer.concat([Buffer.from('<'), key, Buffer.from('>')]);
        const expected = number % 3 > 0 ? number : number < 50 ? -number : undefined;
        expect(table.find(hash(key), around, 1, around.length - 1)).toBe(expected);
      }
    }
  });

  it.each<[string]>([[''], ['ke'], ['key '], ['yek']])('does not find %j', (wanted) => {
    const table = new ByteTable<string>();
    table.set(1, Buffer.from('key'), 'value');
    expect(table.find(1, Buffer.from(wanted), 0, wanted.length)).toBeUndefined();
  });
});
