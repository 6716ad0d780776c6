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

/** Tenants with names almost like that of `acme`. */
const LOOKALIKES = ['acme-2', 'acm', 'ACME', 'a', 'acme.x'];
/** Whose events nobody but they may get. */
const FOREIGN = ['other', ...LOOKALIKES].map((tenant) => event(`partner/trestle/${tenant}/orders`));
const ELSEWHERE = [
  event('partner/evil/acme/orders'),
  event('aws.s3'),
  event('partner/trestle/third/tests', TEST_TYPE, { subscription: confinement.subscription }),
];

/** Matchers as greedy as patterns can have, or that speak of somebody else. */
const leaf: fc.Arbitrary<Json> = fc.array(
  fc.oneof(
    fc.constantFrom<Json>(
      { exists: true },
      { exists: false },
      { prefix: '' },
      { suffix: '' },
      { wildcard: '*' },
      { wildcard: 'partner/*/other/*' },
      { 'anything-but': ['nothing'] },
      { 'anything-but': { prefix: 'partner/trestle/acme' } },
      { 'anything-but': { suffix: 'zzz' } },
      { 'anything-but': { wildcard: '*acme*' } },
      { 'equals-ignore-case': 'PARTNER/TRESTLE/OTHER/ORDERS' },
      { prefix: { 'equals-ignore-case': 'PARTNER/' } },
      { numeric: ['>', -1_000_000] },
      { prefix: 'partner/' },
      'partner/trestle/other/orders',
      'other',
      'order.placed',
      TEST_TYPE,
      1,
      null,
    ),
    fc.string({ maxLength: 8 }),
    fc.integer(),
  ),
  { minLength: 1, maxLength: 3 },
);
const ALLOWED_FIELDS = ['detail-type', 'detail'] as const;
const INNER_FIELDS = ['source', 'tenant', 'type', 'account', 'data', 'a', 'b', 'c', 'd', 'subscription'];
const FORBIDDEN_FIELDS = ['source', 'account', 'id', 'time', 'region', 'resources', 'replay-name', 'version'];

/** Patterns that an integrator may write: `$or` at the top, in its branches and within the detail. */
const { mine } = fc.letrec<{ mine: JsonObject; inner: JsonObject; orInner: JsonObject }>((tie) => ({
  inner: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.dictionary(fc.constantFrom(...INNER_FIELDS), leaf, { minKeys: 1, maxKeys: 2 }) as fc.Arbitrary<JsonObject>,
    fc.dictionary(fc.constantFrom(...INNER_FIELDS), tie('inner'), {
      minKeys: 1,
      maxKeys: 2,
    }) as fc.Arbitrary<JsonObject>,
    tie('orInner'),
  ),
  orInner: fc.array(tie('inner'), { minLength: 2, maxLength: 3 }).map((branches) => ({ $or: branches })),
  mine: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf.map((matchers) => ({ 'detail-type': matchers })),
    tie('inner').map((detail) => ({ detail })),
    fc.tuple(leaf, tie('inner')).map(([matchers, detail]) => ({ 'detail-type': matchers, detail })),
    fc.array(tie('mine'), { minLength: 2, maxLength: 3 }).map((branches) => ({ $or: branches })),
  ),
}));

/** Somewhere among them, a field that decides whose events they are. */
const smuggled = fc
  .tuple(mine, fc.constantFrom(...FORBIDDEN_FIELDS), leaf, fc.boolean())
  .map(([pattern, field, matchers, inBranch]): JsonObject => {
    const { $or } = pattern;
    return inBranch && Array.isArray($or)
      ? { ...pattern, $or: [...$or.slice(1), { ...($or[0] as JsonObject), [field]: matchers }] }
      : { ...pattern, [field]: matchers };
  });

/** Anything at all. */
const { wild } = fc.letrec<{ wild: JsonObject; value: Json }>((tie) => ({
  wild: fc.dictionary(
    fc.constantFrom(...ALLOWED_FIELDS, ...FORBIDDEN_FIELDS, ...INNER_FIELDS, '$or', '$or ', '__proto__', 'Source'),
    tie('value'),
    { minKeys: 1, maxKeys: 4 },
  ) as fc.Arbitrary<JsonObject>,
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    tie('wild'),
    fc.array(tie('wild'), { minLength: 1, maxLength: 3 }) as fc.Arbitrary<Json>,
  ),
}));

const eventsOf = (tenant: string): readonly string[] => [
  event(`partner/trestle/${tenant}/orders`),
  event(`partner/trestle/${tenant}/stock`, 'stock.replenished', { a: 'other', c: 1 }),
];
/** The events of the two tenants who write patterns, each the other's foreigner. */
const OWN = { acme: eventsOf('acme'), other: eventsOf('other') };
const EVERYTHING = [...OWN.acme, ...OWN.other, ...LOOKALIKES.flatMap(eventsOf), ...ELSEWHERE];

test('of 10,000 patterns, none that is taken ever matches an event of anybody else', () => {
  const counts = { taken: 0, working: 0, own: 0 };
  const hostile = fc.oneof(
    { weight: 8, arbitrary: mine },
    { weight: 1, arbitrary: smuggled },
    { weight: 1, arbitrary: wild },
  );
  fc.assert(
    fc.property(hostile, fc.constantFrom('acme' as const, 'other' as const), (written, tenant) => {
      if (patternViolations(written, '').length > 0) return;
      counts.taken++;
      const confined = confinePattern(written, { ...confinement, tenant });
      let theirs: ReturnType<typeof parsePattern>;
      let alone: ReturnType<typeof parsePattern>;
      try {
        [theirs, alone] = [parsePattern(confined), parsePattern(JSON.stringify(written))];
      } catch (error) {
        // AWS refuses it, so no rule is made.
        expect(error).toBeInstanceOf(PatternError);
        return;
      }
      counts.working++;
      // Of its own events it gets what it wrote, neither less nor more; of all others none.
      const wanted = OWN[tenant].filter((text) => matches(alone, text));
      counts.own += wanted.length;
      expect(EVERYTHING.filter((text) => matches(theirs, text))).toEqual(wanted);
    }),
    { numRuns: 10_000, seed: 20261123 },
  );
  // The test means something: most of them become rules, and rules that match.
  expect(counts.working).toBeGreaterThan(6_000);
  expect(counts.own).toBeGreaterThan(3_000);
});

test('what is smuggled in is refused, wherever it stands', () => {
  fc.assert(
    fc.property(smuggled, (written) => {
      expect(patternViolations(written, '')).not.toEqual([]);
    }),
    { numRuns: 1_000, seed: 20261124 },
  );
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
