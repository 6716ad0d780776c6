import { matchesWildcard, wildcardPieces } from '../../../../../emulator/pattern/values/wildcard.ts';

describe('wildcard texts', () => {
  it.each<[string, string[]]>([
    ['', ['']],
    ['*', ['', '']],
    ['a*b', ['a', 'b']],
    ['*a*', ['', 'a', '']],
    ['a\\*b\\\\', ['a*b\\']],
    ['\\\\*', ['\\', '']],
  ])('%j has the pieces %j', (text, pieces) => {
    expect(wildcardPieces(text)).toEqual(pieces);
  });

  it.each<[boolean, string, string]>([
    [true, 'abc', 'abc'],
    [true, '*', ''],
    [true, 'a*', 'a'],
    [true, 'a*b*c', 'aXbYbZc'],
    [true, '*ab*ab', 'abab'],
    [true, '*aab*', 'aaaab'],
    [false, 'abc', 'ab'],
    [false, 'a*a', 'a'],
    [false, '*ab*ab', 'ab'],
    [false, 'ab*ba', 'aba'],
    [false, 'a*b', 'abc'],
    [false, '*b*b*', 'abc'],
    [false, 'a*c*b', 'acxxc'],
  ])('%j: %j on %j', (verdict, text, value) => {
    expect(matchesWildcard(wildcardPieces(text), value)).toBe(verdict);
  });
});
