import type { DomainError } from '../../../../../lib/errors.ts';
import { type OwnReplayWish, planOwnReplay } from '../../../../../lib/subscriptions/replays/plan-own-replay.ts';
import { presentOwnPlan, presentOwnReplay } from '../../../../../lib/subscriptions/replays/present-own-replay.ts';
import { startOwnReplay } from '../../../../../lib/subscriptions/replays/start-own-replay.ts';
import { cancelOwnReplay, watchOwnReplay } from '../../../../../lib/subscriptions/replays/watch-own-replay.ts';
import {
  ruleNameOf,
  type Subscription,
  type SubscriptionState,
} from '../../../../../lib/subscriptions/subscription.ts';
import { busRule, loggedEvent, NOW, replayWorld } from '../../../../support/replay-world.ts';

const [MINE, SECOND, THEIRS] = ['sub-aaaaaaaaaaaa', 'sub-bbbbbbbbbbbb', 'sub-cccccccccccc'];
const WINDOW = { from: '2026-11-23T11:00:00Z', to: '2026-11-23T11:30:00Z' };

/** Two subscriptions of the tenant `shop`, one of `octo`; two events of `shop`, one of `octo`, each with the id 7 too. */
function api() {
  const world = replayWorld();
  const subscriptions = new Map<string, Subscription>();
  for (const [tenant, id] of [
    ['shop', MINE],
    ['shop', SECOND],
    ['octo', THEIRS],
  ] as const) {
    const name = ruleNameOf({ tenant, id });
    const pattern = `{"source":[{"prefix":"partner/stage/${tenant}/"}]}`;
    world.rules.set(name, busRule(name, { pattern, onReplay: 'unsafe' }));
    subscriptions.set(`${tenant}/${id}`, {
      id,
      tenant,
      name: 'n',
      pattern: {},
      target: { kind: 'queue' },
      state: 'ACTIVE',
      pauses: [],
      createdAt: '',
      updatedAt: '',
      revision: '',
    });
  }
  const theirs = { source: 'partner/stage/octo/orders' };
  world.events.push(
    loggedEvent('1', '2026-11-23T11:00:00Z'),
    loggedEvent('2', '2026-11-23T11:10:00Z', { 'detail-type': 'order.paid' }),
    loggedEvent('3', '2026-11-23T11:10:00Z', { ...theirs, detail: { id: '3', tenant: 'octo' } }),
    loggedEvent('4', '2026-11-23T11:55:00Z'),
  );
  const ports = () => ({
    ...world.ports(),
    provider: 'stage',
    subscriptions: { find: async (tenant: string, id: string) => subscriptions.get(`${tenant}/${id}`) },
  });
  return {
    world,
    setState(state: SubscriptionState) {
      for (const [key, each] of subscriptions) subscriptions.set(key, { ...each, state });
    },
    plan: (wish: OwnReplayWish = WINDOW, id = MINE, tenant = 'shop') => planOwnReplay(tenant, id, wish, ports()),
    start: (planId: string, id = MINE, tenant = 'shop') => startOwnReplay(tenant, id, { planId }, ports()),
    watch: (planId: string, id = MINE, tenant = 'shop') => watchOwnReplay(tenant, id, planId, ports()),
    cancel: (planId: string, id = MINE, tenant = 'shop') => cancelOwnReplay(tenant, id, planId, ports()),
  };
}
type Api = ReturnType<typeof api>;

test('a plan tells of the own events and of nobody else', async () => {
  const plan = await api().plan();
  expect(plan.events.events).toBe(3);
  expect(presentOwnPlan(plan)).toEqual({
    planId: plan.planId,
    createdAt: '2026-11-23T12:00:00.000Z',
    expiresAt: '2026-11-23T13:00:00.000Z',
    window: { from: '2026-11-23T11:00:00.000Z', to: '2026-11-23T11:30:01.000Z' },
    events: { matches: 2, exact: true, byType: { 'order.placed': 1, 'order.paid': 1 }, alreadyDelivered: 0 },
    archive: { heldFrom: '2026-11-08T12:00:00.000Z', completeFrom: '2026-11-23T11:40:01.000Z' },
    duration: { seconds: 1, basis: 'assumed; AWS promises no rate' },
    warnings: [],
  });
  expect(plan.windows).toHaveLength(1);
});

test('a replay is planned, started, watched and cancelled', async () => {
  const { world, plan, start, watch, cancel } = api();
  const { planId } = await plan();
  expect(await start(planId)).toMatchObject({ planId, state: 'RUNNING' });
  world.replays.set(`${planId}.w0.1`, { replayName: `${planId}.w0.1`, state: 'RUNNING', ...WINDOW, rules: [] });
  expect(presentOwnReplay(await watch(planId))).toMatchObject({
    state: 'RUNNING',
    reason: 'shop asked for it over the API.',
    expected: 2,
    progress: 'RUNNING',
  });
  expect(presentOwnReplay(await cancel(planId))).toMatchObject({ state: 'ABORTED', progress: 'CANCELLED' });
  await expect(cancel(planId)).rejects.toThrow('has ended, ABORTED; there is nothing to cancel');
});

test('one event comes again by its id', async () => {
  const { plan, start } = api();
  const made = await plan({ eventId: '2' });
  expect(presentOwnPlan(made)).toMatchObject({ eventId: '2', events: { matches: 1, byType: { 'order.paid': 1 } } });
  expect(await start(made.planId)).toMatchObject({ state: 'RUNNING' });
});

test.each<[string, (world: Api['world']) => void, string]>([
  [
    'events came before',
    ({ rules }) => void rules.set(ruleNameOf({ tenant: 'shop', id: MINE }), busRule('pay')),
    '2 of them came to you already, and come again. Keep the ids you have worked on.',
  ],
  [
    'nothing matches',
    ({ events }) => void events.splice(0, 2),
    'None of your events of this window matches the pattern as it is now.',
  ],
  [
    'ten replays go on',
    ({ replays }) => {
      for (let n = 0; n < 10; n++)
        replays.set(`r${n}`, { replayName: `r${n}`, state: 'RUNNING', ...WINDOW, rules: [] });
    },
    'Ten replays run already; this one waits until one of them ends.',
  ],
])('a plan warns where %s', async (_name, change, warning) => {
  const { world, plan } = api();
  change(world);
  expect(presentOwnPlan(await plan()).warnings).toEqual([warning]);
});

const refusals: [string, (api: Api) => Promise<unknown>, DomainError['kind'], string][] = [
  [
    'a subscription of another tenant',
    ({ plan }) => plan(WINDOW, THEIRS),
    'not-found',
    `You have no subscription ${THEIRS}.`,
  ],
  [
    'a subscription that never was',
    ({ plan }) => plan(WINDOW, 'sub-zzzzzzzzzzzz'),
    'not-found',
    'You have no subscription',
  ],
  ['what is no id', ({ plan }) => plan(WINDOW, '../x'), 'not-found', 'You have no subscription'],
  [
    'a window that ends before it begins',
    ({ plan }) => plan({ from: WINDOW.to, to: WINDOW.from }),
    'invalid',
    'turn them round',
  ],
  [
    'a window in the future',
    ({ plan }) => plan({ from: '2027-01-01T00:00:00Z', to: '2027-01-02T00:00:00Z' }),
    'invalid',
    'lies in the future',
  ],
  [
    'a window before the archive',
    ({ plan }) => plan({ from: '2026-10-01T00:00:00Z', to: '2026-10-02T00:00:00Z' }),
    'invalid',
    'it holds nothing older',
  ],
  [
    'a window longer than the retention',
    ({ plan }) => plan({ ...WINDOW, from: '2026-11-02T00:00:00Z' }),
    'invalid',
    'keeps events for 15 days',
  ],
  [
    'a window that the archive may not hold yet',
    ({ plan }) => plan({ ...WINDOW, to: '2026-11-23T11:59:00Z' }),
    'invalid',
    'end the window there, or wait',
  ],
  ['an event that never was', ({ plan }) => plan({ eventId: '9' }), 'not-found', 'holds none with the id 9'],
  ["another tenant's event", ({ plan }) => plan({ eventId: '3' }), 'not-found', 'holds none with the id 3'],
  [
    'an event that came just now',
    ({ plan }) => plan({ eventId: '4' }),
    'invalid',
    'The event 4 came 2026-11-23T11:55:00.000Z.',
  ],
  [
    'a plan that never was',
    ({ start }) => start('stage.x'),
    'not-found',
    `The subscription ${MINE} has no plan stage.x.`,
  ],
  ['what is no plan', ({ start }) => start('a/b'), 'not-found', 'has no plan a/b'],
  [
    "another tenant's plan",
    async ({ plan, start }) => start((await plan(WINDOW, THEIRS, 'octo')).planId),
    'not-found',
    'has no plan',
  ],
  [
    "a plan of one's other subscription",
    async ({ plan, start }) => start((await plan(WINDOW, SECOND)).planId),
    'not-found',
    'has no plan',
  ],
  [
    "an operator's preview",
    async ({ world, start }) => start((await world.run({ action: 'plan', ...WINDOW })).planId),
    'not-found',
    'has no plan',
  ],
  [
    "an operator's plan to a rule",
    async ({ world, start }) => start((await world.run({ action: 'plan', ...WINDOW, rules: ['safe'] })).planId),
    'not-found',
    'has no plan',
  ],
  [
    "an operator's plan to this and another rule",
    async ({ world, start }) =>
      start((await world.run({ action: 'plan', ...WINDOW, rules: ['safe'], subscriptions: [`shop/${MINE}`] })).planId),
    'not-found',
    'has no plan',
  ],
  [
    "an operator's plan to a queue",
    async ({ world, start }) => start((await world.run({ action: 'plan', ...WINDOW, queue: 'shadow' })).planId),
    'not-found',
    'has no plan',
  ],
  [
    'to watch what was not started',
    async ({ plan, watch }) => watch((await plan()).planId),
    'not-found',
    `POST /v1/subscriptions/${MINE}/replays with its planId`,
  ],
  [
    "to watch another's",
    async ({ plan, start, watch }) => {
      const { planId } = await plan(WINDOW, THEIRS, 'octo');
      await start(planId, THEIRS, 'octo');
      return watch(planId);
    },
    'not-found',
    'has no plan',
  ],
  [
    "to cancel another's",
    async ({ plan, start, cancel }) => {
      const { planId } = await plan(WINDOW, THEIRS, 'octo');
      await start(planId, THEIRS, 'octo');
      return cancel(planId);
    },
    'not-found',
    'has no plan',
  ],
  [
    'to cancel what was not started',
    async ({ plan, cancel }) => cancel((await plan()).planId),
    'not-found',
    'was not started',
  ],
  [
    'to start twice',
    async ({ plan, start }) => {
      const { planId } = await plan();
      await start(planId);
      return start(planId);
    },
    'conflict',
    'was started 2026-11-23T12:00:00.000Z',
  ],
  [
    'a plan after its hour',
    async ({ world, plan, start }) => {
      const { planId } = await plan();
      world.now = NOW + 3_600_001;
      return start(planId);
    },
    'conflict',
    'was good until 2026-11-23T13:00:00.000Z. Plan again.',
  ],
  [
    'a plan whose pattern has changed',
    async ({ world, plan, start }) => {
      const { planId } = await plan();
      const name = ruleNameOf({ tenant: 'shop', id: MINE });
      world.rules.set(name, busRule(name, { pattern: '{}' }));
      return start(planId);
    },
    'conflict',
    'has changed since the plan',
  ],
  [
    'a second replay at a time',
    async ({ plan, start }) => {
      const [first, second] = [await plan(), await plan(WINDOW, SECOND)];
      await start(first.planId);
      return start(second.planId, SECOND);
    },
    'too-many',
    'You may have one replay at a time',
  ],
  [
    'more replays than operators can do without',
    async ({ world, plan, start }) => {
      const { planId } = await plan();
      for (let n = 0; n < 6; n++)
        world.replays.set(`r${n}`, { replayName: `r${n}`, state: 'RUNNING', ...WINDOW, rules: [] });
      return start(planId);
    },
    'unavailable',
    '6 replays of others go on at this moment.',
  ],
];
test.each(refusals)('refuses %s, and nothing moves', async (_name, ask, kind, message) => {
  const subject = api();
  const answer = ask(subject);
  await expect(answer).rejects.toMatchObject({ kind, message: expect.stringContaining(message) });
  expect([...subject.world.executions.values()].filter((state) => state === 'RUNNING').length).toBeLessThan(2);
});

test.each<[SubscriptionState, string]>([
  ['PAUSED', 'The subscription is PAUSED; this needs it to be ACTIVE.'],
  ['DISABLED', 'The subscription is DISABLED'],
  ['CREATING', 'The subscription is CREATING'],
  ['DELETING', 'The subscription is DELETING'],
])('a subscription that is %s is not replayed to', async (state, message) => {
  const { setState, plan, start } = api();
  const { planId } = await plan();
  setState(state);
  for (const ask of [plan(), plan({ eventId: '1' }), start(planId)])
    await expect(ask).rejects.toMatchObject({ kind: 'conflict', message: expect.stringContaining(message) });
});

test('what nobody needs any more makes room for the next', async () => {
  const { world, plan, start } = api();
  const [first, second] = [await plan(), await plan(WINDOW, SECOND)];
  await start(first.planId);
  world.executions.set(first.planId, 'SUCCEEDED');
  expect(await start(second.planId, SECOND)).toMatchObject({ state: 'RUNNING' });
});
