import type { Json } from '../../../../../emulator/asl/index.ts';
import { parsePath } from '../../../../../emulator/asl/paths/parse-path.ts';
import { PathNotFoundError, PathSyntaxError } from '../../../../../emulator/asl/paths/path-error.ts';
import { readPath } from '../../../../../emulator/asl/paths/read-path.ts';

const DATA: Json = {
  a: { b: 1, 'c d': 2, n: null },
  list: [
    { k: 1, keep: true, tags: ['x'] },
    { k: 2, keep: false },
    { k: 3, other: 'y' },
  ],
  numbers: [0, 1, 2, 3, 4],
  text: 'hello',
  'delivery-partner': 'U',
};
const read = (path: string): Json => readPath(parsePath(path), DATA);

describe('definite paths give the value itself', () => {
  it.each<[string, Json]>([
    ['$', DATA],
    ['$.a.b', 1],
    ["$['a']['b']", 1],
    ['$["a"].b', 1],
    ["$.a['c d']", 2],
    ['$.a.n', null],
    ['$.delivery-partner', 'U'],
    ['$.numbers[0]', 0],
    ['$.numbers[-1]', 4],
    ['$.list[1].k', 2],
    ["$.a['b','c d']", { b: 1, 'c d': 2 }],
    ["$.a['b','zzz']", { b: 1 }],
  ])('%s', (path, expected) => {
    expect(read(path)).toEqual(expected);
  });
});

describe('indefinite paths give a list', () => {
  it.each<[string, Json]>([
    ['$.numbers[*]', [0, 1, 2, 3, 4]],
    ['$.a.*', [1, 2, null]],
    ['$.numbers[1:3]', [1, 2]],
    ['$.numbers[:2]', [0, 1]],
    ['$.numbers[3:]', [3, 4]],
    ['$.numbers[-2:]', [3, 4]],
    ['$.numbers[0,2]', [0, 2]],
    ['$.list[*].k', [1, 2, 3]],
    [
      '$.list[?(@.keep)]',
      [
        { k: 1, keep: true, tags: ['x'] },
        { k: 2, keep: false },
      ],
    ],
    ['$.list[?(@.keep == true)].k', [1]],
    ['$.list[?(@.k > 1)].k', [2, 3]],
    ['$.list[?(@.k >= 2 && @.k < 3)].k', [2]],
    ["$.list[?(@.other == 'y' || @.k == 1)].k", [1, 3]],
    ['$.list[?(!(@.other))].k', [1, 2]],
    ['$.list[?(@.k in [1, 3])].k', [1, 3]],
    ['$.list[?(@.k nin [1, 3])].k', [2]],
    ["$.list[?(@.tags contains 'x')].k", [1]],
    ['$.list[?(@.k == $.numbers[2])].k', [2]],
    ["$.list[?(@['other'] != 'y')].k", [1, 2]],
    ['$.list[?(@.tags size 1)].k', [1]],
    ['$..k', [1, 2, 3]],
    ['$..tags[*]', ['x']],
    ['$.nothing[*]', []],
    ['$.nothing[*].deeper', []],
    ['$.nothing[1:5]', []],
    ['$.text[*]', []],
    ['$.numbers[7,8]', []],
  ])('%s', (path, expected) => {
    expect(read(path)).toEqual(expected);
  });
});

describe('a definite path that finds nothing says why', () => {
  it.each([
    ['$.zzz', "No results for path: $['zzz']"],
    ['$.a.zzz', "No results for path: $['a']['zzz']"],
    ['$.zzz.a', "Missing property in path $['zzz']"],
    ['$.numbers[9]', "No results for path: $['numbers'][9]"],
    ['$.text.length', "Property ['length'] not found in path $['text']"],
    ['$.list.length()', "Property ['length()'] not found in path $['list']"],
    ['$.a.n.x', "Property ['x'] not found in path $['a']['n']"],
    ['$.a[0]', 'Filter: [0] can only be applied to arrays. Current context is: {"b":1,"c d":2,"n":null}'],
    ['$.a.n[0]', "The path $['a']['n'] is null"],
    ["$['a','list'].k", "Multi properties can only be used as path leafs: $['a', 'list']"],
  ])('%s', (path, message) => {
    expect(() => read(path)).toThrow(new PathNotFoundError(message));
  });
});

it('does not find what objects inherit', () => {
  expect(() => read('$.constructor')).toThrow(PathNotFoundError);
  expect(() => read('$.__proto__')).toThrow(PathNotFoundError);
});

describe('what is no path is refused', () => {
  it.each([
    '',
    'a',
    'a.b',
    '$.',
    '$..',
    '$.a.',
    '$.a..',
    '$[',
    '$[]',
    '$[a]',
    "$['a'",
    '$.a b',
    '$[1',
    '$[1:',
    '$[:]',
    '$[?]',
    '$[?(]',
    '$[?(@.a ==)]',
    '$[?(@.a = 1)]',
    '$[?(1)]',
    '$.a[?(@.b == x)]',
    '$x y',
    "$['a' 'b']",
    '$[0,]',
    '$[1.5]',
  ])('%j', (path) => {
    expect(() => parsePath(path)).toThrow(PathSyntaxError);
  });
});

it.each([
  ['$$', '$$'],
  ['$$.Execution.Id', '$$'],
  ['$name', 'name'],
  ['$name[0].x', 'name'],
  ['$.name', '$'],
])('%s starts from %s', (path, root) => {
  expect(parsePath(path).root).toBe(root);
});
