import { makerOf, type SubscriptionPorts } from './create-subscription.ts';
import { findSubscription } from './find-subscription.ts';
import { ruleNameOf } from './subscription.ts';

/**
 * Ends the deliveries, then unmakes the target. May be repeated until it succeeds.
 * @throws NotFoundError, ChangedError
 */
export async function deleteSubscription(
  tenant: string,
  id: string,
  { subscriptions, rules, makers, now }: SubscriptionPorts,
): Promise<void> {
  const found = await findSubscription(tenant, id, subscriptions);
  const deleting = await subscriptions.save({ ...found, state: 'DELETING', updatedAt: now.toISOString() });
  await rules.delete(ruleNameOf(deleting));
  await makerOf(makers, deleting.target).unmake(deleting.target, deleting);
  await subscriptions.delete(deleting);
}
