import { createRandom, type Random } from './random.ts';
import {
  anyNumber,
  CITIES,
  COUNTRIES,
  CURRENCIES,
  emailOf,
  idOf,
  ipOf,
  keyOf,
  SOURCES,
  STATUSES,
  skuOf,
  TAGS,
  WORDS,
} from './vocabulary.ts';

type Detail = (random: Random) => Record<string, unknown>;

const order: Detail = (random) => ({
  orderId: idOf(anyNumber(random)),
  status: random.one(STATUSES),
  currency: random.one(CURRENCIES),
  total: random.below(1_000_000) / 100,
  paid: random.below(2) === 0,
  coupon: random.below(3) === 0 ? null : random.one(WORDS),
  customer: customerOf(random),
  items: Array.from({ length: 1 + random.below(4) }, () => ({
    sku: skuOf(anyNumber(random)),
    qty: 1 + random.below(9),
    price: random.below(50_000) / 100,
    tags: Array.from({ length: random.below(3) }, () => random.one(TAGS)),
  })),
});

const invoice: Detail = (random) => ({
  invoiceNo: `2026/${anyNumber(random)}`,
  orderId: idOf(anyNumber(random)),
  status: random.one(STATUSES),
  document: keyOf(anyNumber(random)),
  total: random.below(1_000_000) / 100,
  amount: { net: random.below(900_000) / 100, tax: random.below(100_000) / 100 },
  lines: Array.from({ length: 2 + random.below(3) }, () => ({
    sku: skuOf(anyNumber(random)),
    qty: 1 + random.below(9),
    discounts: Array.from({ length: random.below(3) }, () => ({ type: random.one(WORDS), value: random.below(30) })),
  })),
  customer: customerOf(random),
});

const profile: Detail = (random) => ({
  customer: customerOf(random),
  status: random.one(STATUSES),
  ip: ipOf(anyNumber(random)),
  document: keyOf(anyNumber(random)),
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)',
  preferences: {
    language: random.one(['de', 'en', 'fr', 'pl']),
    news: random.below(2) === 0,
    topics: [random.one(WORDS)],
  },
  devices: Array.from({ length: 1 + random.below(3) }, () => ({
    kind: random.one(['phone', 'tablet', 'desk']),
    seen: `2026-10-${10 + random.below(20)}T08:00:00Z`,
    ip: ipOf(anyNumber(random)),
  })),
});

const customerOf = (random: Random) => ({
  id: `c-${anyNumber(random)}`,
  email: emailOf(anyNumber(random)),
  tier: random.one(['gold', 'silver', 'bronze']),
  ip: ipOf(anyNumber(random)),
  address: {
    country: random.one(COUNTRIES),
    city: random.one(CITIES),
    street: `${random.one(WORDS)} street ${random.below(200)}`,
  },
});

const TYPES: readonly (readonly [string, Detail])[] = [
  ['order.placed', order],
  ['invoice.issued', invoice],
  ['profile.changed', profile],
];

/** Events as EventBridge writes them, JSON on one line each, about 890 bytes on average. */
export function createEvents(count: number, seed = 1): string[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, number) => {
    const [type, detail] = random.one(TYPES);
    const remark = `Handled by desk ${random.below(40)}: nothing out of the ordinary, see the file`;
    return JSON.stringify({
      version: '0',
      id: `b0691fd2-63b0-48e1-aa26-${String(number).padStart(12, '0')}`,
      'detail-type': type,
      source: random.one(SOURCES),
      account: '111122223333',
      time: `2026-11-0${1 + random.below(9)}T07:08:00Z`,
      region: random.one(['eu-central-1', 'us-west-2', 'ap-northeast-1']),
      resources: [`arn:aws:ec2:us-east-1:123456789012:instance/i-${number % 977}`, 'arn:aws:s3:::logs'],
      detail: { ...detail(random), remark },
    });
  });
}
