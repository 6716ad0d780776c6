import { planOne, planReplay } from '../../replays/plans/make-plan.ts';
import type { PlanPorts } from '../../replays/plans/plan-ports.ts';
import type { ReplayPlan } from '../../replays/plans/replay-plan.ts';
import { findSubscription } from '../find-subscription.ts';
import { ruleNameOf } from '../subscription.ts';
import type { OwnReplayPorts } from './own-replays.ts';

/** What is to come again: everything of a window, or one event by its `detail.id`. */
export type OwnReplayWish = { readonly from: string; readonly to: string } | { readonly eventId: string };

/** Finds events of the tenant only: another's is not told from one that never was. */
const ofTenant = ({ log, provider }: OwnReplayPorts, tenant: string): PlanPorts['log'] => ({
  count: (window) => log.count(window),
  delivered: (ids, since, rules) => log.delivered(ids, since, rules),
  find: (eventId) => log.find(eventId, `partner/${provider}/${tenant}/`),
  heldFrom: () => log.heldFrom(),
});

/**
 * Plans a replay to a subscription alone. It takes one of the account's ten replays at most, so that the others are
 * left to whoever else needs them.
 * @throws NotFoundError, StateError, InvalidInputError
 */
export async function planOwnReplay(
  tenant: string,
  id: string,
  wish: OwnReplayWish,
  ports: OwnReplayPorts,
): Promise<ReplayPlan> {
  const subscription = await findSubscription(tenant, id, ports.subscriptions, ['ACTIVE']);
  const own = { ...ports, log: ofTenant(ports, tenant) };
  return 'eventId' in wish
    ? planOne({ action: 'one', eventId: wish.eventId, rule: ruleNameOf(subscription) }, own)
    : planReplay({ action: 'plan', ...wish, subscriptions: [`${tenant}/${id}`], windows: 1 }, own);
}
