import * as fc from 'fast-check';
import { compactJson } from '../../../../../../emulator/services/events/input/compact-json.ts';
import { isPlainObject } from '../../../../../../emulator/services/events/input/plain-object.ts';

const PLAIN = [
  '{}',
  '{"a":1}',
  '{"a":0,"b":10.25,"c":0.5}',
  '{"a":true,"b":false,"c":null}',
  '{"":""}',
  '{"a":[],"b":{},"c":[[],[{}]]}',
  '{"a":{"b":{"c":[1,"two",{"d":3}]}},"e":"{[,:]}"}',
  '{"é":"’😀"}',
];

/** Objects, but not for this reader: `JSON.parse` has to say so. */
const UNDECIDED = ['{"a":-1}', '{"a":1e3}', '{"a":"\\n"}', '{"a": 1}', ' {}', '{}\n', '{"a":1.5E-3}', '{"\\u0061":1}'];

const WRONG = [
  ...['', '1', '"a"', 'null', '[]', '[{}]', '{', '}', '{}}', '{}{}', '{},', '{]', '{"a"}', '{"a":}', '{"a":1,}'],
  ...['{,}', '{a:1}', "{'a':1}", '{"a":1 "b":2}', '{"a":1"b":2}', '{"a"1}', '{"a":"b}', '{"a:1}', '{"a":[1,]}'],
  ...['{"a":[,1]}', '{"a":[1}', '{"a":{"b":1]}', '{"a":[1]]}', '{"a":01}', '{"a":1.}', '{"a":.5}', '{"a":+1}'],
  ...['{"a":1.2.3}', '{"a":00}', '{"a":tru}', '{"a":trueb}', '{"a":nul}', '{"a":NaN}', '{"a":1x}', '{"a":"\t"}'],
  ...['{"a":"\n"}', '{"a":"\u0000"}', '{"a":1}x', '{"a":[{"b":1}}', '{"a":::1}', '{"a":1,,"b":2}', '{"a":[1 2]}'],
];

const parses = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};

test.each(PLAIN)('%j is seen to be an object', (text) =>
  expect([isPlainObject(text), parses(text)]).toEqual([true, true]),
);
test.each(UNDECIDED)('%j is left to JSON.parse', (text) =>
  expect([isPlainObject(text), parses(text)]).toEqual([false, true]),
);
test.each(WRONG)('%j is not an object', (text) => expect([isPlainObject(text), parses(text)]).toEqual([false, false]));

test('what is said to be an object is one to JSON.parse, and compact, whatever has been done to its text', () => {
  const piece = fc.constantFrom(...'{}[]:,"\\ \n0123.-eE', 'true', 'null', '"a"', '"":', ',"b":', 'x');
  const damage = fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.oneof(piece, fc.constant('')));
  const damaged = fc
    .tuple(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), fc.array(damage, { maxLength: 2 }))
    .map(([value, changes]) =>
      changes.reduce((text, [place, length, instead]) => {
        const at = place % (text.length + 1);
        return text.slice(0, at) + instead + text.slice(at + length);
      }, JSON.stringify(value)),
    );
  let plain = 0;
  fc.assert(
    fc.property(damaged, (text) => {
      if (!isPlainObject(text)) return;
      plain++;
      expect(parses(text)).toBe(true);
      expect(compactJson(text)).toBe(text);
    }),
    { numRuns: 20_000, seed: 1 },
  );
  expect(plain).toBeGreaterThan(1_000);
});
