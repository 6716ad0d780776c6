import { DomainError, UnavailableError } from '../../errors.ts';
import { MOST_ACTIVE } from '../../replays/archive.ts';
import type { ReplayRun } from '../../replays/runs/replay-run.ts';
import type { Reservation } from '../../replays/runs/reservations.ts';
import { startRun } from '../../replays/runs/start-run.ts';
import { findSubscription } from '../find-subscription.ts';
import { ruleNameOf } from '../subscription.ts';
import { findOwnPlan, type OwnReplayPorts } from './own-replays.ts';

export interface OwnReplayStart {
  readonly planId: string;
  readonly reason?: string;
}

/** The tenant has a replay that goes on. */
export class TooManyReplaysError extends DomainError {
  readonly name = 'TooManyReplaysError';
  readonly kind = 'too-many';
}

/** Of the account's replays, those that are left to operators. */
const LEFT_TO_OPERATORS = 4;

const oneAtATime =
  (tenant: string) =>
  (standing: readonly Reservation[]): void => {
    const ofTenant = ruleNameOf({ tenant, id: '' });
    const other = standing.find(({ towards }) => towards.some((target) => target.startsWith(ofTenant)));
    if (!other) return;
    throw new TooManyReplaysError(
      `You may have one replay at a time, and ${other.planId} goes on. Wait for its end, or cancel it.`,
    );
  };

/**
 * Starts what was planned. Whoever starts it for its own subscription accepts thereby that events come again.
 * @throws NotFoundError, StateError, StalePlanError, RunExistsError, TooManyReplaysError, UnavailableError
 */
export async function startOwnReplay(
  tenant: string,
  id: string,
  { planId, reason }: OwnReplayStart,
  ports: OwnReplayPorts,
): Promise<ReplayRun> {
  const subscription = await findSubscription(tenant, id, ports.subscriptions, ['ACTIVE']);
  await findOwnPlan(subscription, planId, ports);
  const running = (await ports.archive.active()).length;
  if (running >= MOST_ACTIVE - LEFT_TO_OPERATORS) {
    throw new UnavailableError(`${running} replays of others go on at this moment. Try again in some minutes.`);
  }
  const by = `${tenant} asked for it over the API`;
  return startRun(
    {
      action: 'start',
      planId,
      acceptUnsafe: [ruleNameOf(subscription)],
      reason: reason === undefined ? `${by}.` : `${by}: ${reason}`,
    },
    ports,
    oneAtATime(tenant),
  );
}
