import { NotFoundError } from '../../errors.ts';
import type { ReplayPlan } from '../../replays/plans/replay-plan.ts';
import { cancelRun } from '../../replays/runs/cancel-run.ts';
import { describeRun, type RunProgress } from '../../replays/runs/describe-run.ts';
import { findSubscription } from '../find-subscription.ts';
import { findOwnPlan, type OwnReplayPorts } from './own-replays.ts';

export interface OwnReplay {
  readonly plan: ReplayPlan;
  readonly run: RunProgress;
}

async function findStarted(tenant: string, id: string, planId: string, ports: OwnReplayPorts): Promise<ReplayPlan> {
  const plan = await findOwnPlan(await findSubscription(tenant, id, ports.subscriptions), planId, ports);
  if (await ports.runs.find(planId)) return plan;
  throw new NotFoundError(
    `The plan ${planId} was not started. POST /v1/subscriptions/${id}/replays with its planId starts it.`,
  );
}

/** How a replay to a subscription stands. @throws NotFoundError */
export async function watchOwnReplay(
  tenant: string,
  id: string,
  planId: string,
  ports: OwnReplayPorts,
): Promise<OwnReplay> {
  const plan = await findStarted(tenant, id, planId, ports);
  return { plan, run: await describeRun(planId, ports) };
}

/** Stops a replay to a subscription; what was delivered stays delivered. @throws NotFoundError, RunEndedError */
export async function cancelOwnReplay(
  tenant: string,
  id: string,
  planId: string,
  ports: OwnReplayPorts,
): Promise<OwnReplay> {
  const plan = await findStarted(tenant, id, planId, ports);
  return { plan, run: await cancelRun(planId, ports) };
}
