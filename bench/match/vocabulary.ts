import type { Random } from './random.ts';

/** Values that events have and rules ask for. Where they come from a range, a family of 10,000 rules does not exhaust it. */
export const SOURCES = ['shop.orders', 'shop.billing', 'shop.crm', 'shop.returns', 'partner/acme/eu/orders'];
export const STATUSES = ['new', 'paid', 'packed', 'shipped', 'delivered', 'returned', 'cancelled', 'overdue'];
export const COUNTRIES = ['DE', 'FR', 'ES', 'IT', 'PL', 'SE', 'NO', 'US', 'CA', 'JP', 'BR', 'IN'];
export const CURRENCIES = ['EUR', 'USD', 'GBP', 'JPY', 'PLN'];
export const TAGS = ['sale', 'new', 'bulky', 'fragile', 'gift', 'import'];
export const CITIES = ['Berlin', 'Paris', 'Kraków', 'Malmö', 'São Paulo', 'Osaka', 'Torino', 'Boston', 'Sevilla'];
export const WORDS = [
  'alpha',
  'birch',
  'cedar',
  'delta',
  'ember',
  'flint',
  'grove',
  'hazel',
  'ivory',
  'jetty',
  'karst',
  'larch',
];

/** Ids, keys and addresses: 20,000 of each, so about half of what 10,000 rules ask for comes up. */
const SPREAD = 20_000;
const padded = (number: number) => String(number).padStart(5, '0');

export const idOf = (number: number) => `ORD-${padded((number * 7_919) % SPREAD)}-${WORDS[number % WORDS.length]}`;
export const skuOf = (number: number) => `${WORDS[(number * 5) % WORDS.length]}-${padded((number * 104_729) % SPREAD)}`;
export const emailOf = (number: number) =>
  `${WORDS[number % WORDS.length]}.${padded((number * 6_007) % SPREAD)}@${WORDS[(number * 11) % WORDS.length]}.example.com`;
export const keyOf = (number: number) =>
  `in/${WORDS[(number * 3) % WORDS.length]}/${padded((number * 3_571) % SPREAD)}/${WORDS[(number * 7) % WORDS.length]}.json`;
export const ipOf = (number: number) => `10.${(number * 13) % 200}.${(number * 29) % 256}.${(number * 7) % 256}`;

export const anyNumber = (random: Random) => random.below(SPREAD);
