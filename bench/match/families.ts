import { createRandom, type Random } from './random.ts';
import { COUNTRIES, CURRENCIES, emailOf, idOf, ipOf, keyOf, SOURCES, STATUSES, skuOf, WORDS } from './vocabulary.ts';

type Family = (number: number, random: Random) => Record<string, unknown>;

const detail = (fields: Record<string, unknown>) => ({ detail: fields });
const type = ['order.placed', 'invoice.issued', 'profile.changed'];
const upper = (text: string) => text.toUpperCase();

/** What rule number n of a family asks for. */
const SINGLE = {
  exact: (n) => detail({ orderId: [idOf(n)] }),
  'exact-multi': (n, random) => ({
    source: [random.one(SOURCES)],
    'detail-type': [random.one(type)],
    detail: {
      status: [random.one(STATUSES)],
      currency: [random.one(CURRENCIES), random.one(CURRENCIES)],
      customer: { address: { country: [COUNTRIES[n % COUNTRIES.length]] } },
    },
  }),
  prefix: (n) => detail({ customer: { email: [{ prefix: emailOf(n).slice(0, 11) }] } }),
  'prefix-ignore-case': (n) =>
    detail({ customer: { email: [{ prefix: { 'equals-ignore-case': upper(emailOf(n).slice(0, 11)) } }] } }),
  suffix: (n) => detail({ document: [{ suffix: keyOf(n).slice(-16) }] }),
  'suffix-ignore-case': (n) => detail({ document: [{ suffix: { 'equals-ignore-case': upper(keyOf(n).slice(-16)) } }] }),
  'equals-ignore-case': (n) => detail({ orderId: [{ 'equals-ignore-case': idOf(n).toLowerCase() }] }),
  wildcard: (n) => detail({ document: [{ wildcard: keyOf(n).replace(/\/\d{3}/, '/*') }] }),
  'wildcard-leading': (n) => detail({ customer: { email: [{ wildcard: `*.${emailOf(n).slice(6, 11)}@*.com` }] } }),
  numeric: (_n, random) => {
    const cents = random.below(999_000);
    return detail({ total: [{ numeric: ['>', cents / 100, '<=', (cents + 1 + random.below(1_000)) / 100] }] });
  },
  'numeric-equals': (_n, random) => detail({ total: [{ numeric: ['=', random.below(1_000_000) / 100] }] }),
  cidr: (n) => detail({ customer: { ip: [{ cidr: `${ipOf(n)}/${24 + (n % 8)}` }] } }),
  exists: (n, random) =>
    detail({
      orderId: [idOf(n)],
      ...(n % 2 === 0 ? { coupon: [{ exists: true }] } : { [random.one(WORDS)]: [{ exists: false }] }),
    }),
  'anything-but': (n, random) => ({
    source: [random.one(SOURCES)],
    detail: { orderId: [{ 'anything-but': [idOf(n), idOf(n + 1)] }], customer: { id: [`c-${(n * 31) % 20_000}`] } },
  }),
  'anything-but-bare': (n) => detail({ orderId: [{ 'anything-but': idOf(n) }] }),
  'anything-but-variants': (n, random) => {
    const value = emailOf(n);
    const but = random.one([
      { prefix: value.slice(0, 11) },
      { suffix: value.slice(-17) },
      { 'equals-ignore-case': upper(value) },
      { wildcard: `*${value.slice(6, 11)}@*` },
      { prefix: [value.slice(0, 9), emailOf(n + 7).slice(0, 9)] },
    ]);
    return { 'detail-type': [random.one(type)], detail: { customer: { email: [{ 'anything-but': but }] } } };
  },
  or: (n, random) =>
    detail({ $or: [{ orderId: [idOf(n)] }, { status: [random.one(STATUSES)], customer: { email: [emailOf(n)] } }] }),
  'array-consistency': (n, random) => detail({ items: { sku: [skuOf(n), skuOf(n + 1)], qty: [1 + random.below(9)] } }),
} satisfies Record<string, Family>;

/** All but the two families of which each event matches a large part, so that the names of the matches are not most of the work. */
const families: readonly Family[] = Object.entries(SINGLE).flatMap(([name, family]) =>
  name === 'anything-but-bare' || name === 'anything-but-variants' ? [] : [family],
);

const FAMILIES: Readonly<Record<string, Family>> = {
  ...SINGLE,
  mixed: (n, random) => random.one(families)(n, random),
};

export const FAMILY_NAMES: readonly string[] = Object.keys(FAMILIES);

/** Patterns of a family, as JSON. */
export function createPatterns(name: string, count: number, seed = 7): string[] {
  const random = createRandom(seed);
  const family = FAMILIES[name];
  if (family === undefined) throw new RangeError(`There is no family ${name}.`);
  return Array.from({ length: count }, (_, number) => JSON.stringify(family(number, random)));
}
