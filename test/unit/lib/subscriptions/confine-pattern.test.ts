import fc from 'fast-check';
import { matches, PatternError, parsePattern } from '../../../../emulator/pattern/index.ts';
import type { Json, JsonObject } from '../../../../lib/json.ts';
import {
  confinePattern,
  patternViolations,
  TEST_STREAM,
  TEST_TYPE,
} from '../../../../lib/subscriptions/confine-pattern.ts';

const confinement = { provider: 'trestle', tenant: 'acme', subscription: 'sub-000000000001' };

const event = (
  source: string,
  type = 'order.placed',
  data: JsonObject = { a: 1, b: ['x', 'y'], c: { d: null } },
): string =>
  JSON.stringify({
    version: '0',
    id: '1',
    'detail-type': type,
    source,
    account: '000000000000',
    time: '2026-11-23T12:00:00Z',
    region: 'us-east-1',
    resources: [],
    detail: { source, tenant: source.split('/')[2] ?? '', type, data },
  });

const matching = (pattern: string, text: string): boolean => matches(parsePattern(pattern), text);

/** Whose events nobody but they may get. */
const FOREIGN = ['other', 'acme-2', 'acm', 'ACME', 'a', 'acme.x'].map((tenant) =>
  event(`partner/trestle/${tenant}/orders`),
);
const ELSEWHERE = [
  event('partner/evil/acme/orders'),
  event('aws.s3'),
  event('partner/trestle/other/tests', TEST_TYPE, { subscription: confinement.subscription }),
];

/** Leaves as greedy as patterns can be. */
const leaf: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    [{ exists: true }],
    [{ exists: false }],
    [{ prefix: '' }],
    [{ wildcard: '*' }],
    [{ 'anything-but': ['nothing'] }],
    [{ 'anything-but': { prefix: 'zzz' } }],
    [{ numeric: ['>', -1_000_000] }],
    ['partner/trestle/other/orders'],
    [{ prefix: 'partner/' }],
    [null],
  ),
  fc.array(fc.oneof(fc.string(), fc.integer(), fc.boolean()), { minLength: 1, maxLength: 3 }),
);

const field = fc.constantFrom(
  'source',
  'detail-type',
  'detail',
  'account',
  'tenant',
  'data',
  'a',
  'b',
  'c',
  '$or',
  '__proto__',
  'Source',
  '$or ',
);

const { pattern } = fc.letrec<{ pattern: JsonObject; value: Json }>((tie) => ({
  pattern: fc.dictionary(field, tie('value'), { minKeys: 1, maxKeys: 4 }) as fc.Arbitrary<JsonObject>,
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    tie('pattern'),
    fc.array(tie('pattern'), { minLength: 1, maxLength: 3 }) as fc.Arbitrary<Json>,
  ),
}));

test('of 10,000 patterns, none that is taken ever matches an event of anybody else', () => {
  let taken = 0;
  let working = 0;
  fc.assert(
    fc.property(pattern, (written) => {
      if (patternViolations(written, '').length > 0) return;
      taken++;
      const confined = confinePattern(written, confinement);
      try {
        parsePattern(confined);
      } catch (error) {
        // AWS refuses it, so no rule is made.
        expect(error).toBeInstanceOf(PatternError);
        return;
      }
      working++;
      for (const text of [...FOREIGN, ...ELSEWHERE]) expect(matching(confined, text)).toBe(false);
    }),
    { numRuns: 10_000, seed: 20261123 },
  );
  // Enough of them got through the checks for the test to mean something.
  expect(taken).toBeGreaterThan(300);
  expect(working).toBeGreaterThan(100);
});

test.each<[string, JsonObject]>([
  ['everything that exists', { detail: { source: [{ exists: true }] } }],
  ['everything that does not', { 'detail-type': [{ 'anything-but': 'x' }] }],
  [
    'a branch for everything',
    { $or: [{ detail: { data: { a: [{ exists: true }] } } }, { 'detail-type': [{ prefix: '' }] }] },
  ],
  [
    'branches within branches',
    { $or: [{ $or: [{ detail: { type: [{ exists: true }] } }, { 'detail-type': ['x'] }] }, { 'detail-type': ['y'] }] },
  ],
  ['a branch within the detail', { detail: { $or: [{ source: [{ exists: true }] }, { tenant: ['other'] }] } }],
])('%s is of the own events only', (_name, written) => {
  expect(patternViolations(written, '')).toEqual([]);
  const confined = confinePattern(written, confinement);
  expect(matching(confined, event('partner/trestle/acme/orders'))).toBe(true);
  for (const text of [...FOREIGN, ...ELSEWHERE]) expect(matching(confined, text)).toBe(false);
});

test('its own test event comes through whatever the pattern, and no other subscription’s', () => {
  const confined = confinePattern({ 'detail-type': ['order.paid'] }, confinement);
  const source = `partner/trestle/acme/${TEST_STREAM}`;
  expect(matching(confined, event(source, TEST_TYPE, { subscription: confinement.subscription }))).toBe(true);
  expect(matching(confined, event(source, TEST_TYPE, { subscription: 'sub-000000000002' }))).toBe(false);
});

test.each<[string, JsonObject, string]>([
  ['nothing', {}, ''],
  ['a source', { source: ['partner/trestle/acme/orders'] }, '/source'],
  ['an account', { account: ['1'] }, '/account'],
  ['a replay', { 'replay-name': [{ exists: true }] }, '/replay-name'],
  ['a time', { time: [{ prefix: '2026' }] }, '/time'],
  ['resources', { resources: ['x'] }, '/resources'],
  ['a source in a branch', { $or: [{ source: ['x'] }, { detail: {} }] }, '/$or/0/source'],
  [
    'a source in a branch of a branch',
    { $or: [{ detail: { a: [1] } }, { $or: [{ detail: { a: [1] } }, { source: ['x'] }] }] },
    '/$or/1/$or/1/source',
  ],
  ['one branch', { $or: [{ source: ['x'] }] }, '/$or'],
  ['branches that are none', { $or: 'x' }, '/$or'],
  ['an empty branch', { $or: [{}, { detail: { a: [1] } }] }, '/$or/0'],
  ['a name with a slash', { 'a/b~c': ['x'] }, '/a~1b~0c'],
])('refuses %s', (_name, written, pointer) => {
  expect(patternViolations(written, '')).toContainEqual({ pointer, detail: expect.any(String) });
});
