import { setTimeout as pause } from 'node:timers/promises';
import type { FaultSchedule } from './faults.ts';
import type { TargetQueue } from './target-queue.ts';
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

export const RULE = 'orders-to-queue';
/** Runs until the drill gives up. */
const MOST_RUNS = 4;
const LOOK = 500;

async function watch(world: World, planId: string, onLook: (run: Run) => Promise<void>): Promise<Run> {
  for (;;) {
    const run = await world.invoke<Run>('replay', { action: 'status', planId });
    if (run.endedAt !== undefined) return run;
    await onLook(run);
    await pause(LOOK);
  }
}

/**
 * What an operator does: plans a replay of the window to the rule of the read model, starts it, watches it; mends what
 * stopped it and plans again, until a receipt says that it is complete.
 */
export async function recover(
  world: World,
  window: { readonly from: Date; readonly to: Date; readonly windows: number },
  { killReplay, denyReplay }: FaultSchedule,
  queue: TargetQueue,
  say: (line: string) => void,
): Promise<Recovery> {
  const plans: Plan[] = [];
  const runs: Run[] = [];
  let toKill = killReplay;
  if (denyReplay) await queue.deny();
  while (runs.length < MOST_RUNS) {
    const plan = await world.invoke<Plan>('replay', {
      action: 'plan',
      from: window.from.toISOString(),
      to: window.to.toISOString(),
      rules: [RULE],
      windows: window.windows,
    });
    plans.push(plan);
    say(
      `plan ${plan.planId}: ${plan.events.events} events in ${plan.windows.length} windows, about ${plan.duration.seconds} s`,
    );
    await world.invoke('replay', { action: 'start', planId: plan.planId, reason: 'drill' });
    const run = await watch(world, plan.planId, async () => {
      if (!toKill) return;
      toKill = false;
      say('kill -9 while the replay runs');
      await world.crash();
    });
    runs.push(run);
    say(`run ${run.state}, ${run.receipt?.verdict ?? 'no receipt'}`);
    if (run.receipt?.verdict === 'complete') break;
    await queue.allow();
  }
  return { plans, runs };
}
