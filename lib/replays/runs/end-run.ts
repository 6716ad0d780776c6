import { type Archive, isActive, ReplayEndedError } from '../archive.ts';
import type { BusRuleBook } from '../plans/bus-rule.ts';
import type { ReplayPlans } from '../plans/replay-plan.ts';
import { replayPrefix } from '../plans/temporary-rule.ts';
import type { RunState, Runs } from './replay-run.ts';
import { type Reservations, release } from './reservations.ts';

export interface EndPorts {
  readonly archive: Pick<Archive, 'list' | 'cancel'>;
  readonly book: Pick<BusRuleBook, 'remove'>;
  readonly plans: Pick<ReplayPlans, 'find'>;
  readonly runs: Runs;
  readonly reservations: Reservations;
  /** Milliseconds since 1970. */
  readonly now: number;
}

async function cancelReplays(planId: string, archive: EndPorts['archive']): Promise<void> {
  for (const replay of (await archive.list(replayPrefix(planId))).filter(isActive)) {
    if (replay.state === 'CANCELLING') continue;
    await archive.cancel(replay.replayName).catch((error: unknown) => {
      if (!(error instanceof ReplayEndedError)) throw error;
    });
  }
}

/**
 * Leaves nothing behind of a run that has ended, in whatever way: its replays are cancelled, its temporary rule is
 * removed, its reservation released. Harmless when repeated. Idempotency key: the plan's id.
 */
export async function endRun(planId: string, state: RunState, ports: EndPorts): Promise<void> {
  const { archive, book, plans, runs, now } = ports;
  await cancelReplays(planId, archive);
  const plan = await plans.find(planId);
  if (plan?.temporaryRule) await book.remove(plan.temporaryRule.name);
  const run = await runs.find(planId);
  if (run) await runs.save({ ...run, state, endedAt: run.endedAt ?? new Date(now).toISOString() });
  await release(planId, ports);
}
