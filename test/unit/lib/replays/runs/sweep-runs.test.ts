import type { RunState } from '../../../../../lib/replays/runs/replay-run.ts';
import { GRACE } from '../../../../../lib/replays/runs/reservations.ts';
import { sweepRuns } from '../../../../../lib/replays/runs/sweep-runs.ts';
import { busRule, loggedEvent, NOW, replayWorld } from '../../../../support/replay-world.ts';

const WINDOW = { from: '2026-11-23T11:00:00Z', to: '2026-11-23T11:30:00Z' };

/** A run to the shadow queue that has made its rule and begun a replay, and whose execution is now in that state. */
async function ranUntil(state: RunState) {
  const world = replayWorld();
  world.events.push(loggedEvent('1', '2026-11-23T11:00:00Z'));
  const { planId } = await world.run({ action: 'plan', ...WINDOW, queue: 'shadow' });
  await world.run({ action: 'start', planId });
  const [rule, replayName] = [`replay.${planId}`, `${planId}.w0.1`];
  world.rules.set(rule, busRule(rule));
  world.replays.set(replayName, { replayName, state: 'RUNNING', ...WINDOW, rules: [] });
  if (state === 'NOT_STARTED') world.executions.delete(planId);
  else world.executions.set(planId, state);
  const left = () => ({
    rule: world.rules.has(rule),
    replay: world.replays.get(replayName)?.state,
    reserved: world.held.length,
    ended: world.runs.get(planId)?.endedAt !== undefined,
  });
  return { world, planId, rule, replayName, left };
}

const NOTHING = { rule: false, replay: 'CANCELLED', reserved: 0, ended: true };
const EVERYTHING = { rule: true, replay: 'RUNNING', reserved: 1, ended: false };

test.each(['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const)(
  'nothing is left of a run that is %s, though nobody cleaned up',
  async (state) => {
    const { world, planId, left } = await ranUntil(state);
    expect(await sweepRuns(world.ports())).toEqual([planId]);
    expect(left()).toEqual(NOTHING);
    expect(world.runs.get(planId)?.state).toBe(state);
    expect(await sweepRuns(world.ports())).toEqual([]);
  },
);

test('a run that goes on is left alone', async () => {
  const { world, left } = await ranUntil('RUNNING');
  expect(await sweepRuns(world.ports())).toEqual([]);
  expect(left()).toEqual(EVERYTHING);
});

test('a run that is about to begin is left alone, but not for ever', async () => {
  const { world, planId, left } = await ranUntil('NOT_STARTED');
  expect(await sweepRuns(world.ports())).toEqual([]);
  expect(left()).toEqual(EVERYTHING);
  world.now = NOW + GRACE;
  expect(await sweepRuns(world.ports())).toEqual([planId]);
  expect(left()).toEqual(NOTHING);
});

test.each<[string, (run: Awaited<ReturnType<typeof ranUntil>>) => void]>([
  ['rule', ({ world, replayName }) => void world.replays.delete(replayName)],
  ['replay', ({ world, rule }) => void world.rules.delete(rule)],
])('a %s that was made while its run was being cancelled goes as well', async (_name, leave) => {
  const run = await ranUntil('RUNNING');
  await run.world.run({ action: 'cancel', planId: run.planId });
  run.world.rules.set(run.rule, busRule(run.rule));
  run.world.replays.set(run.replayName, { replayName: run.replayName, state: 'RUNNING', ...WINDOW, rules: [] });
  leave(run);
  expect(await sweepRuns(run.world.ports())).toEqual([run.planId]);
  expect([run.left().rule, run.left().replay === 'RUNNING']).toEqual([false, false]);
});

test.each(['safe', 'sub.shop.sub-1', 'replays-of-mine'])('the rule %s is none of ours to remove', async (name) => {
  const { world } = await ranUntil('SUCCEEDED');
  world.rules.set(name, busRule(name));
  await sweepRuns(world.ports());
  expect(world.rules.has(name)).toBe(true);
});

test.each(['prod.x.w0.1', 'resume.sub-1.x', 'stage.x', 'stagex.w0.1'])(
  'the replay %s is none of ours to cancel',
  async (replayName) => {
    const world = replayWorld();
    world.replays.set(replayName, { replayName, state: 'RUNNING', ...WINDOW, rules: [] });
    expect(await sweepRuns(world.ports())).toEqual([]);
    expect(world.replays.get(replayName)?.state).toBe('RUNNING');
  },
);
