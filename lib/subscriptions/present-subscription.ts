import type { Subscription } from './subscription.ts';

/** What an integrator sees of a subscription. Secrets are told when they are made, and never again. */
export function presentSubscription(subscription: Subscription, tellSecret = false) {
  const { id, name, pattern, target, state, made, pauses, createdAt, updatedAt, secrets = [] } = subscription;
  return {
    id,
    name,
    state,
    pattern,
    target: { ...target, ...made?.facts },
    pauses,
    createdAt,
    updatedAt,
    ...(tellSecret && secrets[0] ? { signingSecret: secrets[0].secret } : {}),
  };
}
