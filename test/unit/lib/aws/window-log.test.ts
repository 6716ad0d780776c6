import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { BusWindowLog } from '../../../../lib/aws/window-log.ts';
import { type TestEmulator, testEmulator } from '../../../support/emulator.ts';

const NOON = Date.UTC(2026, 10, 23, 12);
const MINUTE = 60_000;
const RULE = (name: string) => `arn:aws:events:us-east-1:000000000000:rule/stage/${name}`;
const [EVENTS, BUS] = ['/events', '/bus'];
const WINDOW = { from: new Date(NOON - 60 * MINUTE), to: new Date(NOON - 30 * MINUTE) };

let emulator: TestEmulator;
let client: CloudWatchLogsClient;
let log: BusWindowLog;

type Line = readonly [minutesToNoon: number, line: object];
async function write(logGroupName: string, lines: readonly Line[]): Promise<void> {
  const logEvents = lines
    .map(([at, line]) => ({ timestamp: NOON + at * MINUTE, message: JSON.stringify(line) }))
    .sort((a, b) => a.timestamp - b.timestamp);
  await client.send(new PutLogEventsCommand({ logGroupName, logStreamName: 's', logEvents }));
}
const step = (event_id: string, message_type: string, rule: string): object => ({
  event_id,
  message_type,
  details: { rule_arn: RULE(rule) },
});
const event = (id: string, minutesToNoon: number, more: object = {}): object => ({
  id,
  source: 'partner/stage/shop/orders',
  'detail-type': 'order.placed',
  time: new Date(NOON + minutesToNoon * MINUTE).toISOString(),
  detail: { id, tenant: 'shop' },
  ...more,
});

beforeAll(async () => {
  emulator = await testEmulator();
  client = new CloudWatchLogsClient(emulator.client);
  for (const logGroupName of [EVENTS, BUS]) {
    await client.send(new CreateLogGroupCommand({ logGroupName }));
    await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 's' }));
  }
  log = new BusWindowLog(client, {
    eventsGroup: EVENTS,
    busGroup: BUS,
    busArn: 'arn:aws:events:us-east-1:000000000000:event-bus/stage',
  });
  await write(EVENTS, [
    [-61, event('early', -61)],
    [-50, event('a', -50)],
    [-49, event('a', -50)],
    [-40, event('b', -40)],
    [-25, event('logged-late', -31)],
    [-20, event('late', -20)],
    [-10, event('a', -50, { 'replay-name': 'r' })],
  ]);
  await write(BUS, [
    [-50, step('a', 'INVOCATION_SUCCESS', 'x')],
    [-10, step('a', 'INVOCATION_SUCCESS', 'x')],
    [-1, step('logged-late', 'INVOCATION_SUCCESS', 'x')],
    [-40, step('b', 'INVOCATION_DLQ', 'x')],
    [-40, step('b', 'RULE_MATCH', 'x')],
    [-20, step('late', 'INVOCATION_SUCCESS', 'x')],
    [-61, step('early', 'INVOCATION_SUCCESS', 'x')],
    [-40, step('b', 'INVOCATION_SUCCESS', 'y')],
    [-40, step('b', 'INVOCATION_SUCCESS', 'z')],
  ]);
});
afterAll(() => emulator.stop());

test('a window has the events of its time, each once, however late they were logged', async () => {
  const { ids, total, byTenant } = await log.count(WINDOW);
  expect([...ids].sort()).toEqual(['a', 'b', 'logged-late']);
  expect([total.events, byTenant.shop?.events]).toEqual([3, 3]);
});

test.each<[string, readonly string[], Readonly<Record<string, number>>]>([
  ['a rule, by retries and earlier replays too, each event once', ['x'], { x: 2 }],
  ['each of some rules', ['x', 'y'], { x: 2, y: 1 }],
  ['a rule that had none', ['none'], { none: 0 }],
  [
    'more rules than a filter pattern has room for',
    ['x', 'y', ...Array.from({ length: 30 }, (_, index) => `r${index}`)],
    { x: 2, y: 1 },
  ],
  ['no rules', [], {}],
])('how many events of a window were delivered to %s', async (_name, rules, expected) => {
  const { ids } = await log.count(WINDOW);
  const had = await log.delivered(ids, WINDOW.from, rules.map(RULE));
  for (const [rule, events] of Object.entries(expected)) expect([rule, had.get(RULE(rule))]).toEqual([rule, events]);
  expect(had.size).toBe(rules.length);
});

test('whoever cannot wait is told so, even where page after page is empty', async () => {
  const endless = { send: async () => ({ events: [], nextToken: 'more' }) } as unknown as CloudWatchLogsClient;
  const settings = { eventsGroup: EVENTS, busGroup: BUS, busArn: '', patience: -1 };
  const hurried = new BusWindowLog(endless, settings);
  for (const [read, pointers] of [
    [hurried.count(WINDOW), ['/from', '/to']],
    [hurried.delivered(new Set(['a']), WINDOW.from, [RULE('x')]), ['/from', '/to']],
    [hurried.find('a'), ['/eventId']],
  ] as const)
    await expect(read).rejects.toMatchObject({ kind: 'invalid', violations: pointers.map((pointer) => ({ pointer })) });
});

test.each<[string, string, string | undefined]>([
  ['an event', 'a', ''],
  ['an event of a tenant', 'a', 'partner/stage/shop/'],
  ["another tenant's event", 'a', 'partner/stage/octo/'],
  ['none', 'zzz', ''],
  ['what is no id but a pattern', '*', ''],
])('%s is found by its id, or not', async (name, id, prefix) => {
  const found = await log.find(id, prefix);
  const known = name === 'an event' || name === 'an event of a tenant';
  expect(found && JSON.parse(found)).toEqual(known ? event('a', -50) : undefined);
});

test('nothing is read for a window without events', async () => {
  expect(await log.delivered(new Set(), WINDOW.from, [RULE('x')])).toEqual(new Map());
});
