import { StateError } from '../tenants/tenant.ts';
import { type SubscriptionPorts, toBase64 } from './create-subscription.ts';
import { findSubscription } from './find-subscription.ts';
import type { SigningSecret, Subscription } from './subscription.ts';

/** Seconds for which the old secret signs as well. */
export const OVERLAP = 24 * 60 * 60;

/** Those that sign at an instant, the newest first. */
export const secretsAt = (secrets: readonly SigningSecret[], now: Date): readonly string[] =>
  secrets.filter(({ until }) => until === undefined || new Date(until) > now).map(({ secret }) => secret);

/**
 * A new signing secret; for a day, deliveries carry a signature of each, so that the receiver can change over.
 * @throws NotFoundError, StateError, ChangedError
 */
export async function rotateSecret(
  tenant: string,
  id: string,
  { subscriptions, now, random }: Pick<SubscriptionPorts, 'subscriptions' | 'now' | 'random'>,
): Promise<Subscription> {
  const found = await findSubscription(tenant, id, subscriptions, ['ACTIVE', 'PAUSED', 'DISABLED']);
  const [current] = found.secrets ?? [];
  if (!current) throw new StateError('Only webhooks have a secret.');
  const until = new Date(now.getTime() + OVERLAP * 1000).toISOString();
  const secrets = [{ secret: `whsec_${toBase64(random(32))}` }, { ...current, until }];
  return subscriptions.save({ ...found, secrets, updatedAt: now.toISOString() });
}
