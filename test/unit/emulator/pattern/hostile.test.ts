import { createMatcher, parsePattern } from '../../../../emulator/pattern/index.ts';

/** Generous, so that a busy machine does not fail: what is guarded against takes minutes or the whole memory. */
const SOON_MS = 20_000;

const json = JSON.stringify;
const rules = (count: number, pattern: (number: number) => unknown) => {
  const matcher = createMatcher();
  for (let number = 0; number < count; number++) matcher.set(String(number), parsePattern(json(pattern(number))));
  return matcher;
};
const long = 'ab'.repeat(100_000);
const items = (count: number, item: (number: number) => unknown) =>
  Array.from({ length: count }, (_, number) => item(number));

describe('what is made to take long is done soon', () => {
  it.each<[string, () => number, number]>([
    [
      'wildcards of short pieces on a long value',
      () => rules(300, (n) => ({ a: [{ wildcard: `*a*b*${n}*` }] })).match(json({ a: long })).length,
      0,
    ],
    [
      'a wildcard that nearly matches everywhere',
      () => rules(1, () => ({ a: [{ wildcard: `*${'ab'.repeat(4)}c*` }] })).match(json({ a: long })).length,
      0,
    ],
    [
      'ten thousand rules that begin alike',
      () =>
        rules(10_000, (n) => ({ a: [{ wildcard: `order-*-${n}` }, { prefix: `order-x-${n}` }] })).match(
          json({ a: 'order-x-7' }),
        ).length,
      1,
    ],
    [
      'fields of ever other elements of a large array',
      () => {
        const fields = Object.fromEntries(items(12, (n) => [`f${n}`, ['x']]) as [string, string[]][]);
        const event = { l: items(20_000, (n) => ({ [`f${n % 12}`]: 'x' })) };
        return rules(5, () => ({ l: fields })).match(json(event)).length;
      },
      0,
    ],
    [
      'fields in two arrays of many elements each, all of which must be tried',
      () => {
        const event = { l: items(3_000, (n) => ({ a: 'x', b: n, m: items(3, (k) => ({ c: 'y', d: k })) })) };
        return rules(1, () => ({ l: { a: ['x'], b: [2_999], m: { c: ['y'], d: [3] } } })).match(json(event)).length;
      },
      0,
    ],
    [
      'fields that must be absent from elements which others choose',
      () => {
        const event = { l: items(3_000, (n) => (n === 1_500 ? { a: 'x' } : { a: 'x', b: n })) };
        return rules(1, () => ({ l: { a: ['x'], b: [{ exists: false }] } })).match(json(event)).length;
      },
      1,
    ],
    [
      'a thousand combinations of $or',
      () =>
        rules(10, () => ({
          a: { $or: items(31, (n) => ({ x: [n] })) },
          b: { $or: items(31, (n) => ({ y: [n] })) },
        })).match('{"a":{"x":30},"b":{"y":30}}').length,
      10,
    ],
    [
      'elements of arrays nested by the hundred',
      () => {
        const inner = '[{"a":"x"},{"b":"x"}],'.repeat(4_000).slice(0, -1);
        const event = `{"d":${'['.repeat(400)}${inner}${']'.repeat(400)}}`;
        return rules(3, () => ({ d: { a: ['x'], b: ['x'] } })).match(event).length;
      },
      0,
    ],
    [
      'brackets in brackets',
      () => rules(1, () => ({ a: ['x'] })).match(`{"a":${'['.repeat(100_000)}"x"${']'.repeat(100_000)}}`).length,
      0,
    ],
    [
      'brackets that never close',
      () => rules(1, () => ({ a: ['x'] })).match(`{"a":${'[{"a":'.repeat(50_000)}`).length,
      0,
    ],
    [
      'ten thousand names of fields',
      () => rules(10_000, (n) => ({ d: { [`f${n}`]: ['x'] } })).match('{"d":{"f77":"x"}}').length,
      1,
    ],
  ])('%s', (_name, work, matches) => {
    const from = performance.now();
    expect(work()).toBe(matches);
    expect(performance.now() - from).toBeLessThan(SOON_MS);
  });

  it.each<[string]>([
    [''],
    [' '],
    ['{'],
    ['{"a"'],
    ['{"a":'],
    ['{"a":"x'],
    ['{"a":["x"'],
    ['{"a":1,,}'],
    ['{"a":tru'],
    ['nonsense'],
    ['}{'],
    ['{"a" "b"}'],
  ])('what is no JSON ends: %j', (text) => {
    const matcher = rules(2, (n) => ({ a: n === 0 ? ['x'] : { b: [{ exists: false }] } }));
    expect(matcher.match(text).length).toBeLessThanOrEqual(2);
    expect(matcher.match(Buffer.from(text)).length).toBeLessThanOrEqual(2);
  });
});
