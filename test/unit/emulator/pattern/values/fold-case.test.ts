import {
  endsIgnoringCase,
  equalsIgnoringCase,
  foldKey,
  startsIgnoringCase,
} from '../../../../../emulator/pattern/values/fold-case.ts';

describe('ignoring case', () => {
  it.each<[string, string]>([
    ['', ''],
    ['aB', 'Ab'],
    ['straße', 'STRASSE'],
    ['straße', 'straße'],
    ['ÉÜ', 'éü'],
    ['𐐀', '𐐨'],
    ['\u212a', 'k'],
    ['Σ', 'σ'],
    ['ΐ', 'ΐ'.toUpperCase()],
  ])('%s stands for %s', (pattern, text) => {
    expect(equalsIgnoringCase(pattern, text)).toBe(true);
    expect(startsIgnoringCase(pattern, `${text}x`)).toBe(true);
    expect(endsIgnoringCase(pattern, `x${text}`)).toBe(true);
    expect(foldKey(pattern)).toBe(foldKey(text));
  });

  it.each<[string, string]>([
    ['a', ''],
    ['', 'a'],
    ['a', 'b'],
    ['a', 'aa'],
    ['straße', 'strasse'],
    ['strasse', 'straße'],
    ['k', '\u212a'],
    ['σ', 'ς'],
    ['i', 'ı'],
    ['é', 'e\u0301'],
  ])('%s does not stand for %s', (pattern, text) => {
    expect(equalsIgnoringCase(pattern, text)).toBe(false);
  });

  it('is found by its fold key for every character there is', () => {
    const astray: string[] = [];
    for (let point = 0; point <= 0x10ffff; point++) {
      const character = String.fromCodePoint(point);
      const key = foldKey(character);
      if (foldKey(character.toLowerCase()) !== key || foldKey(character.toUpperCase()) !== key) astray.push(character);
    }
    expect(astray).toEqual([]);
  });
});
