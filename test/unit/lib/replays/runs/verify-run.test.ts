import type { WindowOutcome } from '../../../../../lib/replays/runs/replay-run.ts';
import { type ReplayedEvents, type VerifyPorts, verifyRun } from '../../../../../lib/replays/runs/verify-run.ts';
import { loggedEvent, NOW, replayWorld } from '../../../../support/replay-world.ts';

async function started() {
  const world = replayWorld();
  world.events.push(loggedEvent('1', '2026-11-23T11:00:00Z'), loggedEvent('2', '2026-11-23T11:10:00Z'));
  const window = { from: '2026-11-23T11:00:00Z', to: '2026-11-23T11:30:00Z' };
  const { planId } = await world.run({ action: 'plan', ...window, rules: ['safe'], windows: 1 });
  await world.run({ action: 'start', planId });
  const remembered: number[] = [];
  const verify = (seen: ReplayedEvents, window: Partial<WindowOutcome> = {}, last = false) => {
    const ports: VerifyPorts = {
      plans: { save: async () => undefined, keep: async () => undefined, find: async (id) => world.plans.get(id) },
      runs: {
        create: async () => undefined,
        find: async (id) => world.runs.get(id),
        save: async (run) => void world.runs.set(run.planId, run),
      },
      settings: {
        prefix: 'stage',
        archiveName: '',
        lagSeconds: 0,
        settleSeconds: 0,
        shadowQueueArn: '',
        deliveryRoleArn: '',
      },
      replayed: async () => seen,
      remember: async ({ eventsPerSecond }) => void remembered.push(eventsPerSecond),
      now: NOW + 1000,
    };
    const outcome: WindowOutcome = { index: 0, replayName: 'r', state: 'COMPLETED', attempts: 1, ...window };
    return verifyRun({ planId, windows: [outcome], last }, ports);
  };
  return { world, planId, remembered, verify };
}

const seen = (received: number, matched: number, delivered: number, deadLettered = 0): ReplayedEvents => ({
  received,
  rules: [{ rule: 'safe', matched, delivered, deadLettered }],
});

test('a run that brought everything has a complete receipt, and its rate is remembered', async () => {
  const { verify, world, planId, remembered } = await started();
  expect(await verify(seen(2, 2, 2))).toMatchObject({
    verdict: 'complete',
    causes: [],
    planned: 2,
    replayed: 2,
    seconds: 1,
    eventsPerSecond: 2,
    planDigest: world.plans.get(planId)?.digest,
  });
  expect(world.runs.get(planId)?.receipt).toMatchObject({ verdict: 'complete' });
  expect(remembered).toEqual([2]);
});

test.each<[string, ReplayedEvents]>([
  ['an event has not come', seen(1, 1, 1)],
  ['a delivery is on its way', seen(2, 2, 1)],
  ['a rule has not got what matches it', seen(2, 1, 1)],
])('there is no receipt yet while %s', async (_name, events) => {
  const { verify, world, planId } = await started();
  expect(await verify(events)).toBeUndefined();
  expect(world.runs.get(planId)?.receipt).toBeUndefined();
});

test.each<[string, ReplayedEvents, Partial<WindowOutcome>, string]>([
  ['an event never came', seen(1, 2, 2), {}, '1 event of the plan did not come again.'],
  ['two never came', seen(0, 2, 2), {}, '2 events of the plan did not come again.'],
  ['a delivery never ended', seen(2, 2, 1), {}, '1 event for safe was neither delivered nor kept as a dead letter.'],
  [
    'a rule got less than matches it',
    seen(2, 1, 1),
    {},
    'Not all of the 2 events that match safe came to it; is it enabled?',
  ],
  [
    'one became a dead letter',
    seen(2, 2, 1, 1),
    {},
    '1 event for safe went to its dead letter queue; redrive it once its cause is mended.',
  ],
  [
    'a replay failed',
    seen(2, 2, 2),
    { state: 'FAILED', reason: 'Archive stage does not exist.' },
    'The replay r is FAILED: Archive stage does not exist.',
  ],
  ['a replay was cancelled', seen(2, 2, 2), { state: 'CANCELLED' }, 'The replay r is CANCELLED.'],
])('the receipt is incomplete when %s', async (_name, events, window, cause) => {
  const { verify, remembered } = await started();
  expect(await verify(events, window, true)).toMatchObject({ verdict: 'incomplete', causes: [cause] });
  expect(remembered).toEqual([]);
});
