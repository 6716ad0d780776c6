import { type ItemReader, objectItems, StatesError } from '../../../../../emulator/asl/index.ts';

async function* cut(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(reader: Partial<ItemReader>, text: string, size: number, most?: number): Promise<unknown[]> {
  const items: unknown[] = [];
  try {
    for await (const item of objectItems({ resource: '', ...reader }, cut(text, size), most)) items.push(item);
  } catch (error) {
    if (!(error instanceof StatesError)) throw error;
    items.push(`${error.error}: ${error.message}`);
  }
  return items;
}

const FIRST_ROW = { inputType: 'CSV', csvHeaderLocation: 'FIRST_ROW' } as const;
const given = (...csvHeaders: string[]) => ({ inputType: 'CSV', csvHeaderLocation: 'GIVEN', csvHeaders }) as const;
const JSON_TYPE = { inputType: 'JSON' } as const;
const LINES = { inputType: 'JSONL' } as const;
const failed = (cause: string): string => `States.ItemReaderFailed: ${cause}`;

describe.each([1, 2, 7, 10_000])('read %i bytes at a time', (size) => {
  it.each<[string, Partial<ItemReader>, string, unknown[]]>([
    [
      'headers in the first row',
      FIRST_ROW,
      'a,b\n1,2\n3,4\n',
      [
        { a: '1', b: '2' },
        { a: '3', b: '4' },
      ],
    ],
    ['given headers', given('x', 'y'), '1,2\n', [{ x: '1', y: '2' }]],
    ['no line end at the end', FIRST_ROW, 'a\n1', [{ a: '1' }]],
    ['CR LF', FIRST_ROW, 'a,b\r\n1,2\r\n', [{ a: '1', b: '2' }]],
    [
      'short and long rows',
      FIRST_ROW,
      'a,b\n1\n1,2,3\n',
      [
        { a: '1', b: '' },
        { a: '1', b: '2' },
      ],
    ],
    ['empty lines', FIRST_ROW, 'a\n\n\n1\n', [{ a: '1' }]],
    ['blanks are kept', FIRST_ROW, 'a\n  \n', [{ a: '  ' }]],
    ['quotes', FIRST_ROW, 'a,b\n"x,""y""\nz",""\n', [{ a: 'x,"y"\nz', b: '' }]],
    ['another delimiter', { ...FIRST_ROW, csvDelimiter: '|' }, 'a|b\n1,2|3\n', [{ a: '1,2', b: '3' }]],
    ['an empty header', FIRST_ROW, 'H1,\nv,w\n', [{ H1: 'v', '': 'w' }]],
    ['only headers', FIRST_ROW, 'a,b\n', []],
    ['characters of several bytes', FIRST_ROW, 'é\n€😀\n', [{ é: '€😀' }]],
    ['a byte order mark', FIRST_ROW, '\ufeffa\n1\n', [{ a: '1' }]],
    ['repeated given headers', given('H', 'H'), '1,2\n', [failed('CSV headers cannot contain duplicates.')]],
    ['repeated headers', FIRST_ROW, 'a,a\n1,2\n', [failed('CSV headers cannot contain duplicates.')]],
    ['an array', JSON_TYPE, ' [1, {"a":"],[\\""}, [2,[3]], null] ', [1, { a: '],["' }, [2, [3]], null]],
    ['an empty array', JSON_TYPE, '[ ]', []],
    [
      'an object',
      JSON_TYPE,
      '{"a":1,"b":[2]}',
      [
        { Key: 'a', Value: 1 },
        { Key: 'b', Value: [2] },
      ],
    ],
    ['an array inside', { ...JSON_TYPE, itemsPointer: '/a/b~1c' }, '{"a":{"b/c":[1,2]}}', [1, 2]],
    ['a text', JSON_TYPE, '"x"', [failed('Attempting to map over non-iterable node.')]],
    [
      'a pointer to nothing',
      { ...JSON_TYPE, itemsPointer: '/z' },
      '{}',
      [failed("The ItemsPointer '/z' finds nothing")],
    ],
    [
      'a pointer to a number',
      { ...JSON_TYPE, itemsPointer: '/z' },
      '{"z":1}',
      [failed('Attempting to map over non-iterable node.')],
    ],
    ['an open array', JSON_TYPE, '[1, 2', [1, failed('The JSON array is not closed')]],
    ['something after the array', JSON_TYPE, '[1] 2', [1, failed('The JSON text does not end with its array')]],
    ['lines', LINES, '{"a":1}\n\n2\r\n"é"', [{ a: 1 }, 2, 'é']],
    ['no lines', LINES, '', []],
  ])('%s', async (_name, reader, text, expected) => {
    expect(await read(reader, text, size)).toEqual(expected);
  });

  it.each<[Partial<ItemReader>, string, RegExp]>([
    [JSON_TYPE, '[1,]', /^States\.ItemReaderFailed: The JSON text cannot be parsed/],
    [JSON_TYPE, '[,1]', /cannot be parsed/],
    [JSON_TYPE, '[1 2]', /cannot be parsed/],
    [JSON_TYPE, '', /cannot be parsed/],
    [JSON_TYPE, 'nope', /cannot be parsed/],
    [LINES, '1\n{', /^States\.ItemReaderFailed: Line 2 cannot be parsed as JSON/],
    [{ inputType: 'PARQUET' }, 'x', /input type PARQUET/],
    [{ inputType: 'MANIFEST' }, 'x', /input type MANIFEST/],
  ])('%j %j fails', async (reader, text, message) => {
    expect((await read(reader, text, size)).at(-1)).toMatch(message);
  });
});

it('reads no further than MaxItems needs', async () => {
  let given = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      given++;
      yield Buffer.from('{"a":1}\n');
    }
  }
  const items: unknown[] = [];
  for await (const item of objectItems({ resource: '', inputType: 'JSONL' }, endless(), 3)) items.push(item);
  expect(items).toHaveLength(3);
  expect(given).toBeLessThan(5);
});
