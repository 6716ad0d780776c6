import { NotFoundError } from '../errors.ts';
import { StateError } from '../tenants/tenant.ts';
import type { Subscription, SubscriptionState, Subscriptions } from './subscription.ts';

/**
 * A tenant's subscription. Another tenant's is not found, as if it did not exist.
 * @param states in which it may be
 * @throws NotFoundError, StateError
 */
export async function findSubscription(
  tenant: string,
  id: string,
  subscriptions: Pick<Subscriptions, 'find'>,
  states: readonly SubscriptionState[] = ['CREATING', 'ACTIVE', 'PAUSED', 'DISABLED', 'DELETING'],
): Promise<Subscription> {
  const found = /^sub-[a-z0-9]{12}$/.test(id) ? await subscriptions.find(tenant, id) : undefined;
  if (!found) throw new NotFoundError(`You have no subscription ${id}.`);
  if (!states.includes(found.state)) {
    throw new StateError(`The subscription is ${found.state}; this needs it to be ${states.join(' or ')}.`);
  }
  return found;
}
