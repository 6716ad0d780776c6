import { DisableRuleCommand, EnableRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { ClientOptions } from '../start/client-options.ts';

/** The rule between the bus and the read model. */
export const RULE = 'orders-to-queue';

/** Disables the rule, and enables it when the work is done. */
export async function whileDisabled(
  options: ClientOptions,
  EventBusName: string,
  work: () => Promise<void>,
): Promise<void> {
  const client = new EventBridgeClient(options);
  await client.send(new DisableRuleCommand({ Name: RULE, EventBusName }));
  await work();
  await client.send(new EnableRuleCommand({ Name: RULE, EventBusName }));
}
