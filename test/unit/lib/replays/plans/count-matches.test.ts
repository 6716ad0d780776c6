import { matches, parsePattern } from '../../../../../emulator/pattern/index.ts';
import { countMatches } from '../../../../../lib/replays/plans/count-matches.ts';
import { WindowCounter } from '../../../../../lib/replays/plans/window-events.ts';
import { confinePattern } from '../../../../../lib/subscriptions/confine-pattern.ts';

const TIME = '2026-11-23T12:00:00Z';
const event = (id: number, tenant: string, type: string, total: number) => ({
  id: `bus-${id}`,
  version: '0',
  source: `partner/trestle/${tenant}/orders`,
  'detail-type': type,
  account: '000000000000',
  region: 'us-east-1',
  time: TIME,
  resources: [],
  detail: { id: `${id}`, tenant, data: { total } },
});
/** 300 events: three tenants, two types, totals of 0 to 99. */
const EVENTS = Array.from({ length: 300 }, (_, id) =>
  event(id, ['acme', 'octo', 'shop'][id % 3] ?? '', id % 2 === 0 ? 'order.placed' : 'order.paid', Math.floor(id / 3)),
);
const counter = new WindowCounter({ from: new Date(TIME), to: new Date(TIME) });
for (const each of EVENTS) counter.add(each, JSON.stringify(each));

const holds = (pattern: string, text: string): boolean => matches(parsePattern(pattern), text);
let asked = 0;
const book = {
  matches: async (pattern: string, text: string) => {
    asked++;
    return holds(pattern, text);
  },
};
const confined = (pattern: object) =>
  confinePattern(pattern as never, { provider: 'trestle', tenant: 'acme', subscription: 'sub-1' });

test.each<[string, string, boolean]>([
  ['every event', '{"source":[{"prefix":"partner/"}]}', true],
  ['a type', '{"detail-type":["order.paid"]}', true],
  ['a tenant and a type', '{"source":[{"prefix":"partner/trestle/octo/"}],"detail-type":["order.paid"]}', true],
  ['either', '{"$or":[{"source":[{"prefix":"partner/trestle/octo/"}]},{"detail-type":["order.paid"]}]}', true],
  ['nothing', '{"source":["nobody"],"detail":{"data":{"total":[1]}}}', true],
  ['a subscription to a type', confined({ 'detail-type': ['order.paid'] }), true],
  ['a subscription to all', confined({ 'detail-type': [{ prefix: '' }] }), true],
  ['a subscription to nothing there is', confined({ 'detail-type': ['stock.replenished'] }), true],
  ['data', '{"detail":{"data":{"total":[{"numeric":["<",1000]}]}}}', false],
  ['a subscription to data', confined({ detail: { data: { total: [{ numeric: ['<', 1000] }] } } }), false],
])('the count is the truth: %s', async (_name, pattern, exact) => {
  const truth = EVENTS.filter((each) => holds(pattern, JSON.stringify(each)));
  const byType = Object.fromEntries(
    ['order.paid', 'order.placed'].flatMap((type) => {
      const of = truth.filter((each) => each['detail-type'] === type).length;
      return of === 0 ? [] : [[type, of]];
    }),
  );
  expect(await countMatches({ pattern }, counter.counted, book)).toEqual({ matches: truth.length, byType, exact });
});

test('of few events a count is exact though the pattern looks into the data', async () => {
  const few = new WindowCounter({ from: new Date(TIME), to: new Date(TIME) });
  for (const each of EVENTS.slice(0, 30)) few.add(each, JSON.stringify(each));
  const pattern = '{"detail":{"data":{"total":[{"numeric":["<",3]}]}}}';
  expect(await countMatches({ pattern }, few.counted, book)).toMatchObject({ matches: 9, exact: true });
});

test('what is not counted is said to be an estimate', async () => {
  const pattern = '{"detail":{"data":{"total":[{"numeric":["<",50]}]}}}';
  expect(await countMatches({ pattern }, counter.counted, book)).toMatchObject({ exact: false });
});

test('samples are of all of the window, not of its beginning', () => {
  const long = new WindowCounter({ from: new Date(TIME), to: new Date(TIME) });
  for (let id = 0; id < 1000; id++) long.add(event(id, 'acme', 'order.paid', id), JSON.stringify(id));
  expect(long.counted.shapes.map(({ samples }) => samples)).toEqual([['31', '63', '127', '255', '511']]);
});

test('EventBridge is asked once for each shape, where shapes decide', async () => {
  asked = 0;
  await countMatches({ pattern: '{"source":[{"prefix":"partner/"}]}' }, counter.counted, book);
  expect(asked).toBe(6);
});
