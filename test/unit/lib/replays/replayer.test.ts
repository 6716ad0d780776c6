import { GRACE } from '../../../../lib/replays/runs/reservations.ts';
import { loggedEvent, NOW, replayWorld } from '../../../support/replay-world.ts';

const window = { from: '2026-11-23T11:00:00Z', to: '2026-11-23T11:30:00Z' };
const plan = { action: 'plan', ...window, rules: ['safe'] };

function filled() {
  const world = replayWorld();
  world.events.push(
    loggedEvent('1', '2026-11-23T11:00:00Z'),
    loggedEvent('2', '2026-11-23T11:10:00Z', { 'detail-type': 'order.paid' }),
    loggedEvent('3', '2026-11-23T11:30:00Z'),
    loggedEvent('4', '2026-11-23T11:40:00Z'),
    loggedEvent('5', '2026-11-23T11:10:00Z', { 'replay-name': 'r' }),
  );
  return world;
}

test('a plan tells what would happen, and nothing has moved', async () => {
  const world = filled();
  expect(await world.run({ ...plan, rules: ['safe', 'pay', 'off'] })).toMatchObject({
    bus: 'stage',
    window: { from: '2026-11-23T11:00:00.000Z', to: '2026-11-23T11:30:01.000Z' },
    completeFrom: '2026-11-23T11:40:01.000Z',
    events: {
      events: 3,
      byType: { 'order.paid': { events: 1 }, 'order.placed': { events: 2 } },
      byTenant: { shop: { events: 3 } },
    },
    towards: ['safe', 'pay', 'off'],
    rules: [
      { rule: 'safe', onReplay: 'repeat', matches: 3, exact: true, had: 0 },
      { rule: 'pay', onReplay: 'unsafe', matches: 3, had: 2 },
      { rule: 'off', state: 'DISABLED' },
    ],
    quota: { most: 10, running: 0, free: 10 },
    notes: [
      'The rule pay is unsafe to repeat, and had 2 events of this window already.',
      'The rule off is disabled and gets nothing until it is enabled.',
    ],
  });
  expect(world.executions.size).toBe(0);
});

test.each<[number, number, string | undefined]>([
  [0, 10, undefined],
  [7, 3, undefined],
  [9, 1, undefined],
  [10, 0, 'Ten replays run already; this one waits until one of them ends.'],
])('of ten replays at once, %i go on: a plan has %i windows at most', async (running, free, note) => {
  const world = filled();
  for (let minute = 0; minute < 20; minute++)
    world.events.push(loggedEvent(`m${minute}`, new Date(Date.parse(window.from) + minute * 60_000).toISOString()));
  const states = ['STARTING', 'RUNNING', 'CANCELLING'] as const;
  for (let index = 0; index < running; index++)
    world.replays.set(`r${index}`, {
      replayName: `r${index}`,
      state: states[index % 3] ?? 'RUNNING',
      ...window,
      rules: [],
    });
  for (const state of ['COMPLETED', 'CANCELLED', 'FAILED'] as const)
    world.replays.set(state, { replayName: state, state, ...window, rules: [] });
  const { quota, windows, notes } = await world.run(plan);
  expect(quota).toEqual({ most: 10, running, free });
  expect(windows).toHaveLength(Math.max(1, free));
  expect(notes).toEqual(note === undefined ? [] : [note]);
});

test.each<[string, string, number, readonly string[]]>([
  ['long ago', '2026-11-23T11:30:00Z', 1, []],
  ['just so that it may end', '2026-11-23T11:49:59Z', 1, []],
  [
    'at the last moment',
    '2026-11-23T11:50:00Z',
    2,
    ['The archive surely holds the whole window from 2026-11-23T12:00:01.000Z; the run waits for it.'],
  ],
])('a window that ended %s is complete ten minutes after its end', async (_name, to, seconds, notes) => {
  const made = await filled().run({ ...plan, to });
  expect(made).toMatchObject({ archiveLagSeconds: 600, duration: { seconds }, notes });
  expect(Date.parse(made.completeFrom)).toBe(Date.parse(to) + 601_000);
});

test('a plan is started once, cancelled, and leaves nothing behind', async () => {
  const world = filled();
  const { planId } = await world.run({ ...plan, queue: 'shadow', rules: undefined });
  await world.run({ action: 'start', planId });
  world.replays.set(`${planId}.w0.1`, { replayName: `${planId}.w0.1`, state: 'RUNNING', ...window, rules: [] });
  expect(await world.run({ action: 'status', planId })).toMatchObject({
    state: 'RUNNING',
    planned: 3,
    windows: [{ state: 'RUNNING' }, {}, {}],
  });
  expect(await world.run({ action: 'cancel', planId })).toMatchObject({
    state: 'ABORTED',
    windows: [{ state: 'CANCELLED' }, {}, {}],
  });
  expect(world.removed).toEqual([`replay.${planId}`]);
  expect(world.held).toEqual([]);
  await expect(world.run({ action: 'cancel', planId })).rejects.toThrow(
    'has ended, ABORTED; there is nothing to cancel',
  );
});

describe('while a run goes on', () => {
  const half = { from: window.from, to: '2026-11-23T11:15:00Z' };
  const one = { action: 'one', eventId: '2', rule: 'safe' };
  const shadow = { ...plan, rules: undefined, queue: 'shadow' };

  test.each<[string, object, object, string]>([
    ['the same', plan, plan, 'replays 2026-11-23T11:00:00.000Z to 2026-11-23T11:30:01.000Z to safe already.'],
    ['a window within its own', plan, { ...plan, ...half }, 'to safe already'],
    ['a window around its own', { ...plan, ...half }, plan, 'to safe already'],
    ['a window that ends within its own', plan, { ...plan, from: '2026-11-23T10:00:00Z', to: half.to }, 'to safe'],
    ['a window that begins within its own', { ...plan, ...half }, { ...plan, from: '2026-11-23T11:14:59Z' }, 'to safe'],
    ['one of its rules among others', { ...plan, rules: ['also', 'safe'] }, plan, 'to safe already'],
    ['both of its rules', { ...plan, rules: ['also', 'safe'] }, { ...plan, rules: ['safe', 'also'] }, 'to safe, also'],
    ['the same queue', shadow, { ...shadow, ...half }, 'stage-shadow already'],
    ['the same event', one, one, 'to safe (event 2) already'],
  ])('another to %s is refused', async (_name, running, wanted, message) => {
    const world = filled();
    const [first, second] = [await world.run(running), await world.run(wanted)];
    await world.run({ action: 'start', planId: first.planId });
    const start = world.run({ action: 'start', planId: second.planId });
    await expect(start).rejects.toThrow(`The run ${first.planId} `);
    await expect(start).rejects.toThrow(message);
    await expect(start).rejects.toMatchObject({ name: 'RunExistsError', kind: 'conflict' });
    expect(world.executions.has(second.planId)).toBe(false);
  });

  test.each<[string, object, object]>([
    ['other rules', plan, { ...plan, rules: ['also'] }],
    ['a window that begins where its own ends', { ...plan, ...half }, { ...plan, from: '2026-11-23T11:15:01Z' }],
    ['a queue', plan, shadow],
    ['another event', one, { ...one, eventId: '3' }],
  ])('another to %s may begin', async (_name, running, wanted) => {
    const world = filled();
    for (const command of [running, wanted]) {
      const { planId } = await world.run(command);
      expect(await world.run({ action: 'start', planId })).toMatchObject({ state: 'RUNNING' });
    }
  });

  test('another is refused even in the moment before its execution begins, and not for long', async () => {
    const world = filled();
    const [first, second] = [await world.run(plan), await world.run(plan)];
    await world.run({ action: 'start', planId: first.planId });
    world.executions.delete(first.planId);
    await expect(world.run({ action: 'start', planId: second.planId })).rejects.toThrow(first.planId);
    world.now = NOW + GRACE;
    expect(await world.run({ action: 'start', planId: second.planId })).toMatchObject({ state: 'RUNNING' });
  });

  test.each(['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const)(
    'and is over, %s, it gives way',
    async (state) => {
      const world = filled();
      const [first, second] = [await world.run(plan), await world.run(plan)];
      await world.run({ action: 'start', planId: first.planId });
      world.executions.set(first.planId, state);
      expect(await world.run({ action: 'start', planId: second.planId })).toMatchObject({ state: 'RUNNING' });
      expect(world.held.map(({ planId }) => planId)).toEqual([second.planId]);
    },
  );
});

test('a plan is kept for good once it is started', async () => {
  const world = filled();
  const [{ planId }] = [await world.run(plan), await world.run(plan)];
  await world.run({ action: 'start', planId });
  expect(world.kept).toEqual([planId]);
});

test.each<[string, (world: ReturnType<typeof replayWorld>) => void, string]>([
  [
    'a rule has another pattern',
    ({ rules }) => void rules.set('safe', { ...some(rules.get('safe')), pattern: '{"source":["x"]}' }),
    'has changed since the plan',
  ],
  [
    'a rule has another target',
    ({ rules }) => void rules.set('safe', { ...some(rules.get('safe')), targets: [] }),
    'has changed since the plan',
  ],
  [
    'a rule was declared unsafe',
    ({ rules }) => void rules.set('safe', { ...some(rules.get('safe')), onReplay: 'unsafe' }),
    'has changed since the plan',
  ],
  ['a rule is gone', ({ rules }) => void rules.delete('safe'), 'The rule safe is gone since the plan'],
  [
    'the archive keeps less',
    ({ archives }) => void archives.set('stage', { ...some(archives.get('stage')), retentionDays: 1 }),
    'has changed since the plan',
  ],
  ['the archive is gone', ({ archives }) => void archives.delete('stage'), 'There is no archive called stage'],
  [
    'an hour has gone by',
    (world) => {
      world.now = NOW + 3_600_001;
    },
    'was good until 2026-11-23T13:00:00.000Z. Plan again.',
  ],
])('a plan is not started when %s', async (_name, change, message) => {
  const world = filled();
  const { planId } = await world.run(plan);
  change(world);
  await expect(world.run({ action: 'start', planId })).rejects.toThrow(message);
  expect(world.executions.size).toBe(0);
});

function some<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('nothing there');
  return value;
}

test('a disabled rule gets nothing, so nothing is started', async () => {
  const world = filled();
  const { planId } = await world.run({ ...plan, rules: ['safe', 'off'] });
  await expect(world.run({ action: 'start', planId })).rejects.toThrow(
    'The rule off is disabled and would get nothing.',
  );
  expect(world.executions.size).toBe(0);
});

test('what is unsafe to repeat must be accepted by name', async () => {
  const world = filled();
  const { planId } = await world.run({ ...plan, rules: ['pay'] });
  await expect(world.run({ action: 'start', planId })).rejects.toThrow(
    'Unsafe to repeat: pay. Leave them out, or say that you accept it: "acceptUnsafe":["pay"].',
  );
  expect(await world.run({ action: 'start', planId, acceptUnsafe: ['pay'] })).toMatchObject({ state: 'RUNNING' });
});

test('a single event goes to the targets of its rule through a rule of its own', async () => {
  expect(await filled().run({ action: 'one', eventId: '2', rule: 'safe' })).toMatchObject({
    events: { events: 1 },
    temporaryRule: { pattern: expect.stringContaining('"detail":{"id":["2"]}'), targets: [{ RoleArn: 'role' }] },
    windows: [{ from: '2026-11-23T11:10:00.000Z', to: '2026-11-23T11:10:01.000Z', events: 1 }],
  });
});

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'must be object'],
  ['an unknown action', { action: 'rewind' }, 'must be one of "plan", "one", "start", "status", "cancel", "list"'],
  ['a start without a plan', { action: 'start', ...window, rules: ['safe'] }, 'Nothing moves without a plan.'],
  ['no window', { action: 'plan' }, '/from is required; /to is required'],
  ['no rules', { ...plan, rules: [] }, '/rules'],
  ['a rule twice', { ...plan, rules: ['safe', 'safe'] }, '/rules'],
  ['a member it does not know', { ...plan, bus: 'x' }, '/bus is not part of the contract'],
  ['a time that is none', { ...plan, from: 'noon' }, '/from'],
  [
    'a window that ends before it begins',
    { ...plan, from: window.to, to: window.from },
    '/from must be before /to; turn them round',
  ],
  [
    'a window in the future',
    { ...plan, from: '2027-01-01T00:00:00Z', to: '2027-01-02T00:00:00Z' },
    'lies in the future; the latest possible is 2026-11-23T12:00:00.000Z',
  ],
  [
    'a window that the archive may not hold yet',
    { ...plan, to: '2026-11-23T11:50:01Z' },
    'must not be after 2026-11-23T11:50:00.000Z',
  ],
  [
    'a window before the archive',
    { ...plan, from: '2026-10-01T00:00:00Z', to: '2026-10-02T00:00:00Z' },
    'must be after 2026-11-01T00:00:00.000Z, when the archive stage was made',
  ],
  [
    'a window longer than the retention',
    { ...plan, from: '2026-11-02T00:00:00Z' },
    'must not be before 2026-11-08T12:00:00.000Z: the archive keeps events for 15 days',
  ],
  ['an unknown archive', { ...plan, archive: 'none' }, 'There is no archive called none'],
  ["another bus's archive", { ...plan, archive: 'other' }, 'keeps another bus'],
  [
    'an unknown rule',
    { ...plan, rules: ['none'] },
    'The bus stage has no rule called none. It has safe, also, pay, off.',
  ],
  [
    "another bus's rule",
    { ...plan, rules: ['arn:aws:events:us-east-1:000000000000:rule/else/x'] },
    'x is a rule of the bus else. A replay goes to rules of the bus that was archived, stage',
  ],
  [
    "the default bus's rule",
    { ...plan, rules: ['arn:aws:events:us-east-1:000000000000:rule/x'] },
    'x is a rule of the bus default.',
  ],
  [
    'an unknown subscription',
    { ...plan, rules: undefined, subscriptions: ['octo/none'] },
    'The tenant octo has no subscription none.',
  ],
  ['rules and a queue', { ...plan, queue: 'shadow' }, 'Make two plans to do both.'],
  [
    'a queue of somebody else',
    { ...plan, rules: undefined, queue: 'arn:aws:sqs:us-east-1:000000000000:x' },
    'The queue must be one of this stage',
  ],
  ['eleven windows', { ...plan, windows: 11 }, '11 windows are too many: EventBridge runs ten replays at once'],
  ['no windows', { ...plan, windows: 0 }, '/windows'],
  [
    'a plan of another stage',
    { action: 'start', planId: 'prod.x' },
    'The plan prod.x was made for prod, and this is stage.',
  ],
  ['an unknown plan', { action: 'start', planId: 'stage.x' }, 'There is no plan stage.x.'],
  ['an event that nobody knows', { action: 'one', eventId: '9', rule: 'safe' }, 'holds none with the id 9'],
  ['an unknown replay', { action: 'status', replayName: 'none' }, 'There is no replay called none'],
  ['a plan that was not started', { action: 'status', planId: 'stage.x' }, 'There is no plan stage.x.'],
  ['two names', { action: 'status', planId: 'a', replayName: 'b' }, 'The request is wrong'],
])('refuses %s', async (_name, command, message) => {
  await expect(filled().run(command)).rejects.toThrow(message);
});

test('a preview cannot be started', async () => {
  const world = filled();
  const { planId, rules } = await world.run({ action: 'plan', ...window });
  expect(rules).toHaveLength(4);
  await expect(world.run({ action: 'start', planId })).rejects.toThrow('is a preview of every rule');
});
