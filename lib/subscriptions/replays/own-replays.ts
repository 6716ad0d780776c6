import { NotFoundError } from '../../errors.ts';
import type { ReplayPlan } from '../../replays/plans/replay-plan.ts';
import type { ReplayPorts } from '../../replays/replayer.ts';
import { ruleNameOf, type Subscription, type Subscriptions } from '../subscription.ts';

export interface OwnReplayPorts extends ReplayPorts {
  readonly subscriptions: Pick<Subscriptions, 'find'>;
  readonly provider: string;
}

const PLAN_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** A plan that goes to this subscription and to nothing else, whoever made it. */
const isOwn = ({ towards, rules }: ReplayPlan, subscription: Subscription): boolean =>
  towards.length > 0 && rules.length === 1 && rules[0]?.rule === ruleNameOf(subscription);

/** A subscription's own plan. Another one's is not found, as if it did not exist. @throws NotFoundError */
export async function findOwnPlan(
  subscription: Subscription,
  planId: string,
  { plans }: Pick<OwnReplayPorts, 'plans'>,
): Promise<ReplayPlan> {
  const plan = PLAN_ID.test(planId) ? await plans.find(planId) : undefined;
  if (plan && isOwn(plan, subscription)) return plan;
  throw new NotFoundError(
    `The subscription ${subscription.id} has no plan ${planId}. POST /v1/subscriptions/${subscription.id}/replay-plans makes one; it is kept for a day, or for good once it is started.`,
  );
}
