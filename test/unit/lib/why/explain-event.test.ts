import { matches, parsePattern } from '../../../../emulator/pattern/index.ts';
import type { JsonObject } from '../../../../lib/json.ts';
import type { Subscription } from '../../../../lib/subscriptions/subscription.ts';
import { type BusEvent, type DeliveryStep, explainEvent, type WhyPorts } from '../../../../lib/why/explain-event.ts';

const data = {
  total: 50,
  currency: 'EUR',
  lines: [
    { sku: 'A', quantity: 1 },
    { sku: 'B', quantity: 2 },
  ],
};
const json: JsonObject = {
  source: 'partner/trestle/acme/orders',
  'detail-type': 'order.placed',
  detail: { id: 'e-1', data },
};
const event: BusEvent = {
  id: 'bus-1',
  ownId: 'e-1',
  time: '2026-11-23T12:00:00Z',
  source: 'partner/trestle/acme/orders',
  json,
};

const subscription = (more: Partial<Subscription> = {}): Subscription => ({
  id: 'sub-000000000001',
  tenant: 'acme',
  name: 'mine',
  pattern: { 'detail-type': ['order.placed'] },
  target: { kind: 'queue' },
  state: 'ACTIVE',
  pauses: [],
  createdAt: '2026-11-23T11:00:00.000Z',
  updatedAt: '2026-11-23T11:00:00.000Z',
  revision: '1',
  ...more,
});

const ports = (more: Partial<WhyPorts> = {}): WhyPorts => ({
  eventsOf: async () => [event],
  wasAccepted: async () => false,
  matches:
    ({ json: text }) =>
    async (pattern) =>
      matches(parsePattern(JSON.stringify(pattern)), JSON.stringify(text)),
  stepsOf: async () => [],
  ...more,
});

test.each<[string, JsonObject, string]>([
  [
    'the type',
    { 'detail-type': ['order.paid'] },
    'The pattern asks detail-type to match ["order.paid"], and the event has "order.placed".',
  ],
  [
    'a number',
    { detail: { data: { total: [{ numeric: ['>', 100] }] } } },
    'The pattern asks detail.data.total to match [{"numeric":[">",100]}], and the event has 50.',
  ],
  [
    'the second clause',
    { 'detail-type': ['order.placed'], detail: { data: { currency: ['USD'] } } },
    'The pattern asks detail.data.currency to match ["USD"], and the event has "EUR".',
  ],
  [
    'what is not there',
    { detail: { data: { discount: [{ exists: true }] } } },
    'The pattern asks detail.data.discount to match [{"exists":true}], and the event has nothing there.',
  ],
  [
    'elements of an array',
    { detail: { data: { lines: { sku: ['C'] } } } },
    'The pattern asks detail.data.lines.sku to match ["C"], and the event has ["A","B"].',
  ],
  [
    'all branches',
    { $or: [{ 'detail-type': ['a'] }, { detail: { data: { total: [1] } } }] },
    'The event fulfils no branch of $or.',
  ],
  [
    'branches within',
    { detail: { $or: [{ id: ['x'] }, { id: ['y'] }] } },
    'The event fulfils no branch of detail.$or.',
  ],
  [
    'two fields of different elements',
    { detail: { data: { lines: { sku: ['A'], quantity: [2] } } } },
    'Each clause of the pattern holds by itself, but no single element of an array fulfils them together.',
  ],
])('names the clause that failed: %s', async (_name, pattern, why) => {
  expect(await explainEvent('e-1', subscription({ pattern }), ports())).toMatchObject({ verdict: 'not-matched', why });
});

const step = (outcome: DeliveryStep['outcome'], detail?: string): DeliveryStep => ({
  at: '2026-11-23T12:00:01.000Z',
  outcome,
  ...(detail ? { detail } : {}),
});
test.each<[string, DeliveryStep, string, string]>([
  ['delivered', step('delivered'), 'delivered', 'It was delivered at 2026-11-23T12:00:01.000Z.'],
  [
    'denied',
    step('dead-lettered', 'not authorized to perform: sqs:SendMessage'),
    'failed',
    'Its delivery was given up, and the event is kept as a dead letter, since 2026-11-23T12:00:01.000Z: not authorized to perform: sqs:SendMessage.',
  ],
  [
    'tried again',
    step('retried', 'It answered 500.'),
    'on-its-way',
    'A delivery failed and will be tried again; the last try was at 2026-11-23T12:00:01.000Z: It answered 500.',
  ],
  [
    'dropped',
    step('dropped', 'The subscription was deleted.'),
    'dropped',
    'It was dropped at 2026-11-23T12:00:01.000Z: The subscription was deleted.',
  ],
])('tells that it was %s', async (_name, last, verdict, why) => {
  const answer = await explainEvent('e-1', subscription(), ports({ stepsOf: async () => [step('retried'), last] }));
  expect(answer).toMatchObject({ verdict, why });
});

const FROM = '2026-11-23T11:59:00.000Z';
test.each<[string, Partial<Subscription>, string, string]>([
  [
    'paused',
    { pauses: [{ from: FROM, reason: '' }] },
    'paused',
    `The subscription was paused from ${FROM} and still is. It will be delivered when you resume.`,
  ],
  [
    'paused and resumed',
    { pauses: [{ from: FROM, to: '2026-11-23T12:00:00.900Z', reason: '', replay: 'arn' }] },
    'paused',
    `The subscription was paused from ${FROM} until 2026-11-23T12:00:00.900Z. The window was replayed when you resumed.`,
  ],
  [
    'paused within the very second',
    { pauses: [{ from: '2026-11-23T12:00:00.500Z', reason: '' }] },
    'paused',
    'The subscription was paused from 2026-11-23T12:00:00.500Z and still is. It will be delivered when you resume.',
  ],
  [
    'too young',
    { createdAt: '2026-11-23T12:00:02.000Z' },
    'too-early',
    'It came at 2026-11-23T12:00:00Z, before the subscription was made at 2026-11-23T12:00:02.000Z.',
  ],
  [
    'fine',
    { pauses: [{ from: '2026-11-23T10:00:00Z', to: '2026-11-23T10:30:00Z', reason: '' }] },
    'on-its-way',
    'It matches, and the log tells of no delivery yet; ask again in a moment.',
  ],
])('tells when the subscription was %s', async (_name, more, verdict, why) => {
  expect(await explainEvent('e-1', subscription(more), ports())).toMatchObject({ verdict, why });
});

test('an event that is not on the bus yet waits', async () => {
  const waiting = ports({ eventsOf: async () => [], wasAccepted: async () => true });
  expect(await explainEvent('e-1', subscription(), waiting)).toMatchObject({ verdict: 'waiting' });
});

test.each<[string, Partial<WhyPorts>]>([
  ['nobody sent', { eventsOf: async () => [] }],
  ['another tenant sent', { eventsOf: async () => [{ ...event, source: 'partner/trestle/other/orders' }] }],
])('an event that %s is not found', async (_name, more) => {
  await expect(explainEvent('e-1', subscription(), ports(more))).rejects.toMatchObject({ kind: 'not-found' });
});

test("asked by EventBridge's id, it answers with the event's own", async () => {
  expect(await explainEvent('bus-1', subscription(), ports())).toMatchObject({ eventId: 'e-1' });
});
