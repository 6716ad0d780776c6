import fc from 'fast-check';
import { type CheckedFile, checkFile } from '../../../../lib/imports/check-file.ts';
import { LONGEST_LINE } from '../../../../lib/imports/file-lines.ts';

/** A file in memory, read in pieces of so many bytes. */
async function check(key: string, content: string | Uint8Array, piece = 7) {
  const bytes = Buffer.from(content);
  let copy: Buffer | undefined;
  const checked: CheckedFile = await checkFile({
    key,
    async read() {
      return (async function* () {
        for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
      })();
    },
    async write(chunks, size) {
      const parts: Uint8Array[] = [];
      for await (const chunk of chunks) parts.push(chunk);
      copy = Buffer.concat(parts);
      expect(copy.length).toBe(size);
      return `${key}.lines`;
    },
  });
  const lines = copy
    ?.toString('utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  return { checked, lines };
}
const reasonOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

test.each<[string, string, number]>([
  ['objects', '{"a":1}\n{"b":2}\n', 2],
  ['objects without a last line end', '{"a":1}\n{"b":2}', 2],
  ['lines that end as on Windows', '{"a":1}\r\n{"b":2}\r\n', 2],
  ['nothing', '', 0],
])('JSON lines of %s are read as they are', async (_name, text, count) => {
  const { checked, lines } = await check('a.jsonl', text);
  expect(checked).toEqual({ key: 'a.jsonl', format: 'jsonl', lines: count });
  expect(lines).toBeUndefined();
});

const long = `{"a":"${'x'.repeat(LONGEST_LINE)}"}`;
test.each<[string, string | Uint8Array, RegExp]>([
  ['text', '{not json', /^is not JSON: .*position 1/],
  ['half an object', '{"a":', /^is not JSON: /],
  ['two objects', '{"a":1}{"b":2}', /^is not JSON: /],
  ['an array', '["reason","text"]', /^is no JSON object$/],
  ['a text', '"a"', /^is no JSON object$/],
  ['null', 'null', /^is no JSON object$/],
  ['a prototype key', '{"__proto__":{}}', /^can be no event\. .*"__proto__"/],
  ['too deep an object', `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`, /^can be no event\. .*levels deep/],
  ['too long a line', long, /^has 190\d{3} bytes, and 190000 may be$/],
  ['bytes that are no text', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), /^is not UTF-8$/],
])('a line of %s stays alone with its reason', async (_name, bad, reason) => {
  const content = Buffer.concat([Buffer.from('{"id":1}\n'), Buffer.from(bad), Buffer.from('\n\n{"id":2}\n')]);
  const { checked, lines } = await check('a.jsonl', content, 65_536);
  expect(checked).toEqual({ key: 'a.jsonl.lines', format: 'jsonl', lines: 4 });
  expect(lines?.map(reasonOf)).toEqual([{ id: 1 }, expect.stringMatching(reason), undefined, { id: 2 }]);
  expect(JSON.stringify(lines?.[1]).length).toBeLessThan(1000);
});

test.each<[string, string, readonly unknown[]]>([
  ['rows', 'id,data.x\n1,a\n2,b\n', [undefined, { id: '1', 'data.x': 'a' }, { id: '2', 'data.x': 'b' }]],
  ['rows that end as on Windows', 'id,x\r\n1,a\r\n', [undefined, { id: '1', x: 'a' }]],
  ['a mark of the byte order', '\ufeffid,x\n1,a', [undefined, { id: '1', x: 'a' }]],
  ['quotes', 'id,x\n"1","a ""b"", c"\n', [undefined, { id: '1', x: 'a "b", c' }]],
  ['a quote within', 'id,x\n1,5" pipe\n', [undefined, { id: '1', x: '5" pipe' }]],
  ['empty cells', 'id,x\n,\n', [undefined, { id: '', x: '' }]],
  [
    'a row of three lines',
    'id,x\n1,"a\nb\nc"\n2,d\n',
    [undefined, { id: '1', x: 'a\nb\nc' }, undefined, undefined, { id: '2', x: 'd' }],
  ],
  ['blank lines', 'id,x\n\n1,a\n \n', [undefined, undefined, { id: '1', x: 'a' }, undefined]],
  ['too few cells', 'id,x\n1\n2,b\n', [undefined, 'has 1 cells, and the header has 2 columns', { id: '2', x: 'b' }]],
  [
    'too many cells',
    'id,x\n1,a,b\n2,b\n',
    [undefined, 'has 3 cells, and the header has 2 columns', { id: '2', x: 'b' }],
  ],
  ['text after quotes', 'id,x\n1,"a"b\n2,b\n', [undefined, 'has text after the quotes of cell 2', { id: '2', x: 'b' }]],
  [
    'quotes that nobody closes',
    'id,x\n1,"a\n2,b\n3,c\n',
    [undefined, 'opens quotes that nobody closes', { id: '2', x: 'b' }, { id: '3', x: 'c' }],
  ],
  [
    'quotes that another row closes',
    'id,x\n1,"a\n2,"b"\n3,c\n',
    [undefined, 'has text after the quotes of cell 2', { id: '2', x: 'b' }, { id: '3', x: 'c' }],
  ],
  ['no rows', 'id,x', [undefined]],
])('CSV with %s becomes a line for each of its lines', async (_name, text, expected) => {
  const { checked, lines } = await check('a.CSV', text);
  expect(checked).toEqual({ key: 'a.CSV.lines', format: 'csv', lines: expected.length });
  expect(lines?.map(reasonOf)).toEqual(expected);
});

test('quotes that nobody closes cost one row of thousands', async () => {
  const rows = Array.from({ length: 5000 }, (_, index) => (index === 2 ? '2,"open' : `${index},x`));
  const { lines } = await check('a.csv', ['id,x', ...rows].join('\n'), 4096);
  expect(lines?.filter((line) => Array.isArray(line) && line.length > 0)).toEqual([
    ['opens quotes that nobody closes', '2,"open'],
  ]);
  expect(lines?.at(-1)).toEqual({ id: '4999', x: 'x' });
});

test('a row that would become too long a line is refused', async () => {
  const columns = Array.from({ length: 25_000 }, (_, index) => `c${index}`).join(',');
  const { lines } = await check('a.csv', `${columns}\n${','.repeat(24_999)}\n`, 65_536);
  expect(reasonOf(lines?.[1])).toMatch(/^becomes \d+ bytes of JSON, and 190000 may be$/);
});

test.each([
  ['a column twice', 'id,x,id\n1,2,3\n', 'The header has "id" twice.'],
  ['a column without a name', 'id,,x\n', 'The header has a column without a name.'],
  ['quotes that nobody closes', 'id,"x\n1,2\n', 'The header has quotes that nobody closes.'],
  ['text after quotes', '"id"x,y\n', 'The header has text after the quotes of cell 1.'],
  ['a blank header', '\nid,x\n', 'The header has a column without a name.'],
])('a CSV file whose header has %s is no file', async (_name, text, message) => {
  await expect(check('a.csv', text)).rejects.toMatchObject({ name: 'UnreadableFileError', message });
});

test('whatever cells hold comes back as it was, in whatever pieces it is read', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', 'é'), maxLength: 6 });
  const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 });
  const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 1, max: 20 }), async (table, piece) => {
      const text = ['id,x', ...table.map((row) => row.map(quote).join(','))].join('\n');
      const { checked, lines } = await check('a.csv', text, piece);
      expect(checked.lines).toBe(text.split('\n').length);
      const read = lines?.filter((line) => !Array.isArray(line)).map(({ id, x }) => [id, x]);
      expect(read).toEqual(table);
    }),
    { numRuns: 300, seed: 20261124 },
  );
});
