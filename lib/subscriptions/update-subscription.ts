import type { JsonObject } from '../json.ts';
import { checkPattern } from './check-pattern.ts';
import type { SubscriptionPorts } from './create-subscription.ts';
import { findSubscription } from './find-subscription.ts';
import { ruleNameOf, type Subscription } from './subscription.ts';

export interface SubscriptionChange {
  readonly name?: string;
  readonly pattern?: JsonObject;
}

/**
 * Changes name and pattern; the target stays, for what was promised to be delivered there.
 * @throws InvalidInputError, NotFoundError, StateError, ChangedError
 */
export async function updateSubscription(
  tenant: string,
  id: string,
  change: SubscriptionChange,
  { subscriptions, rules, provider, now }: SubscriptionPorts,
): Promise<Subscription> {
  const before = await findSubscription(tenant, id, subscriptions, ['ACTIVE', 'PAUSED', 'DISABLED']);
  const after = { ...before, ...change, updatedAt: now.toISOString() };
  const pattern = await checkPattern(after.pattern, { provider, tenant, subscription: id }, rules);
  const saved = await subscriptions.save(after);
  // PutRule replaces everything that is left out, the state too.
  await rules.put({
    name: ruleNameOf(saved),
    description: `${tenant}: ${saved.name}`,
    pattern,
    enabled: saved.state === 'ACTIVE',
  });
  return saved;
}
