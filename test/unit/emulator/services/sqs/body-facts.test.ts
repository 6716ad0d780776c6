import { createHash } from 'node:crypto';
import { createBodyCounts } from '../../../../../emulator/services/sqs/body-counts.ts';
import { factsOf } from '../../../../../emulator/services/sqs/body-facts.ts';

const bodies = (count: number, mark: string): string[] => Array.from({ length: count }, (_, i) => `{"${mark}":${i}}`);

test('bodies that go to one queue after the other have the same facts, in any order', () => {
  const sent = bodies(10, 'a');
  const first = sent.map(factsOf);
  expect(sent.map(factsOf)).toEqual(first);
  for (const [index, body] of [...sent.entries()].reverse()) expect(factsOf(body)).toBe(first[index]);
});

test('an equal body that is another string has the same facts', () => {
  const facts = factsOf('{"b":"x"}');
  expect(factsOf(JSON.stringify({ b: 'x' }))).toBe(facts);
  expect(factsOf('{"b":"y"}')).not.toBe(facts);
});

test('only so many are remembered', () => {
  const old = factsOf('{"old":true}');
  for (const body of bodies(64, 'c')) factsOf(body);
  expect(factsOf('{"old":true}')).not.toBe(old);
});

test.each([
  ['', { bytes: 0, forbidden: false }],
  ['é', { bytes: 2, forbidden: false }],
  ['\u0001', { bytes: 1, forbidden: true }],
  ['\ufffe', { bytes: 3, forbidden: true }],
  ['\ud800', { bytes: 3, forbidden: true }],
  ['😀', { bytes: 4, forbidden: false }],
])('%j', (body, expected) => {
  const { bytes, forbidden, md5 } = factsOf(body);
  expect(md5).toBe(createHash('md5').update(body).digest('hex'));
  expect({ bytes, forbidden }).toEqual(expected);
});

test('counts are kept by id, across blocks and above what 32 bits hold', () => {
  const counts = createBodyCounts();
  const ids = [0, 1, 4095, 4096, 2 ** 31 + 7, 2 ** 44 + 3];
  for (const [index, id] of ids.entries()) counts.set(id, index + 2);
  expect(ids.map(counts.get)).toEqual([2, 3, 4, 5, 6, 7]);
  for (const id of ids) counts.set(id, 0);
  expect(ids.map(counts.get)).toEqual([0, 0, 0, 0, 0, 0]);
  counts.set(4095, 9);
  expect([4094, 4095, 4096].map(counts.get)).toEqual([0, 9, 0]);
});
