import { setting } from '../environment.ts';
import type { SubscriptionPorts } from '../subscriptions/create-subscription.ts';
import { busRules } from './bus-rules.ts';
import { randomText } from './random-text.ts';
import { registry, subscriptions } from './subscription-store.ts';
import { TableTenants } from './table-tenants.ts';
import { targetMakers } from './targets/makers.ts';
import { targetSettings } from './targets/target-settings.ts';

/** What makes, changes and unmakes subscriptions of this deployment. */
export const subscriptionPorts = (): Omit<SubscriptionPorts, 'now'> => ({
  subscriptions,
  tenants: new TableTenants(registry),
  rules: busRules(),
  makers: targetMakers(targetSettings()),
  provider: setting('PROVIDER'),
  random: randomText,
});
