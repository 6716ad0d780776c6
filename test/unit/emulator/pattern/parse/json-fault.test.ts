import { jsonFault } from '../../../../../emulator/pattern/index.ts';

it.each<[string, number, number]>([
  ['', 1, 1],
  ['  ', 1, 3],
  ['hello', 1, 1],
  ['{not json', 1, 2],
  ['{"a":1', 1, 7],
  ['"a', 1, 3],
  ['{"a":1} x', 1, 9],
  ['{"a":1}\n{"b":2}', 2, 1],
])('%j is no JSON', (text, line, column) => {
  expect(jsonFault(text)).toBe(`[Source: (String)"${text}"; line: ${line}, column: ${column}]`);
});

it.each(['1', '"a"', 'null', '{}', '[]', ' {"a":[{"b":[]}]} '])('%j is JSON', (text) => {
  expect(jsonFault(text)).toBeUndefined();
});
