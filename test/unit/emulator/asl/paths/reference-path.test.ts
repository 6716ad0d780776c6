import type { Json } from '../../../../../emulator/asl/index.ts';
import { parseReferencePath, parseResultPath } from '../../../../../emulator/asl/paths/parse-reference-path.ts';
import { PathSyntaxError } from '../../../../../emulator/asl/paths/path-error.ts';
import { setAt } from '../../../../../emulator/asl/paths/reference-path.ts';
import { outcome } from '../support.ts';

const put = (path: string, target: Json): Json => setAt(parseResultPath(path), target, 'R');

describe('ResultPath puts a result into the input', () => {
  it.each<[string, Json, Json]>([
    ['$', { a: 1 }, 'R'],
    ['$.x', { a: 1 }, { a: 1, x: 'R' }],
    ['$.a', { a: 1 }, { a: 'R' }],
    ['$.a.b.c', {}, { a: { b: { c: 'R' } } }],
    ["$['a b'].c", {}, { 'a b': { c: 'R' } }],
    ['$.l[1]', { l: [1, 2] }, { l: [1, 'R'] }],
    ['$.l[0].x', { l: [{ y: 1 }] }, { l: [{ y: 1, x: 'R' }] }],
  ])('%s into %j', (path, target, expected) => {
    expect(put(path, target)).toEqual(expected);
  });

  it('leaves the input as it was', () => {
    const input = { a: { b: 1 } };
    put('$.a.c', input);
    expect(input).toEqual({ a: { b: 1 } });
  });

  it('can set a key named __proto__ without touching prototypes', () => {
    const made = put('$.__proto__', {}) as object;
    expect(Object.keys(made)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
  });

  it.each<[string, Json, string]>([
    ['$.x', 'text', '"text"'],
    ['$.a.b', { a: 1 }, '1'],
    ['$.a.b', { a: [1] }, '[1]'],
    ['$.a[0]', { a: {} }, '{}'],
    ['$.a[2]', { a: [1] }, '[1]'],
    ['$.a', null, 'null'],
  ])('fails at %s into %j', (path, target, shown) => {
    const message = `States.ResultPathMatchFailure: Unable to apply ReferencePath ${path} to input ${shown}`;
    expect(outcome(() => put(path, target))).toBe(message);
  });
});

describe('reference paths name one place', () => {
  it.each(['$', '$.a', '$.a[0].b', "$['a']", '$name.x'])('%s', (path) => {
    expect(parseReferencePath(path).text).toBe(path);
  });

  it.each([
    ['Test', "Reference path didn't start with '$'"],
    ['', "Reference path didn't start with '$'"],
    ['$.a[$$.Execution.Id]', "'[' must be followed by ' or '['"],
    ['$.a[*]', "'[' must be followed by ' or '['"],
    ['$.a[?(@.b)]', "'[' must be followed by ' or '['"],
    ['$.a[0:2]', "'$.a[0:2]' does not refer to a single value"],
    ['$.a[0,1]', "'$.a[0,1]' does not refer to a single value"],
    ["$['a','b']", "'$['a','b']' does not refer to a single value"],
    ['$..a', "'$..a' does not refer to a single value"],
    ['$.*', "'$.*' does not refer to a single value"],
    ['$$.Execution', "'$$' is not supported here"],
  ])('not %j', (path, message) => {
    expect(() => parseReferencePath(path)).toThrow(new PathSyntaxError(message));
  });

  it('allows the context object where a field does', () => {
    expect(parseReferencePath('$$.Map.Item.Value', { context: true }).root).toBe('$$');
  });

  it('a result is never put into a variable', () => {
    expect(() => parseResultPath('$name.x')).toThrow(PathSyntaxError);
  });
});
