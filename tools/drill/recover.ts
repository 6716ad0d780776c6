import { setTimeout as pause } from 'node:timers/promises';
import type { FaultSchedule } from './faults.ts';
import { type Say, sayNowAndThen } from './progress.ts';
import type { TargetQueue } from './target-queue.ts';
import { RULE } from './target-rule.ts';
import type { World } from './world.ts';

/** The parts of the function `replay`'s answers that the drill reads. */
export interface Plan {
  readonly planId: string;
  readonly digest: string;
  readonly events: { readonly events: number; readonly bytes: number };
  readonly windows: readonly unknown[];
  readonly duration: { readonly seconds: number };
}

export interface Run {
  readonly state: string;
  readonly endedAt?: string;
  readonly planned: number;
  readonly replayed: number;
  readonly receipt?: {
    readonly verdict: string;
    readonly digest: string;
    readonly seconds: number;
    readonly eventsPerSecond: number;
  };
}

export interface Recovery {
  readonly plans: readonly Plan[];
  readonly runs: readonly Run[];
}

/** When and into how many replays at most. */
export interface RecoveryWindow {
  readonly from: Date;
  readonly to: Date;
  readonly windows: number;
}

/** Runs until the drill gives up. */
const MOST_RUNS = 4;
const LOOK = 500;

type OnLook = (run: Run) => Promise<void>;

async function watch(world: World, planId: string, onLook: OnLook, say: Say): Promise<Run> {
  const progress = sayNowAndThen(say);
  for (;;) {
    const run = await world.invoke<Run>('replay', { action: 'status', planId });
    if (run.endedAt !== undefined) return run;
    progress(() => `about ${run.replayed} of ${run.planned} events replayed`);
    await onLook(run);
    await pause(LOOK);
  }
}

/** What an operator does: plans a replay of a window to the rule of the read model, starts it and watches it. */
export async function replayWindow(
  world: World,
  { from, to, windows }: RecoveryWindow,
  say: Say,
  onLook: OnLook = async () => undefined,
): Promise<{ readonly plan: Plan; readonly run: Run }> {
  const window = { from: from.toISOString(), to: to.toISOString() };
  const plan = await world.invoke<Plan>('replay', { action: 'plan', ...window, rules: [RULE], windows });
  const { planId, events, duration } = plan;
  say(`plan ${planId}: ${events.events} events in ${plan.windows.length} windows, about ${duration.seconds} s`);
  await world.invoke('replay', { action: 'start', planId, reason: 'drill' });
  const run = await watch(world, planId, onLook, say);
  say(`run ${run.state}, ${run.receipt?.verdict ?? 'no receipt'}`);
  return { plan, run };
}

/** Replays the window; mends what stopped it and plans again, until a receipt says that it is complete. */
export async function recover(
  world: World,
  window: RecoveryWindow,
  { killReplay, denyReplay }: FaultSchedule,
  queue: TargetQueue,
  say: Say,
): Promise<Recovery> {
  const plans: Plan[] = [];
  const runs: Run[] = [];
  let toKill = killReplay;
  if (denyReplay) await queue.deny();
  while (runs.length < MOST_RUNS) {
    const { plan, run } = await replayWindow(world, window, say, async () => {
      if (!toKill) return;
      toKill = false;
      say('kill -9 while the replay runs');
      await world.crash();
    });
    plans.push(plan);
    runs.push(run);
    if (run.receipt?.verdict === 'complete') break;
    await queue.allow();
  }
  return { plans, runs };
}
