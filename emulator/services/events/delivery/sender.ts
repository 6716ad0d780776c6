import { assumeRole } from '../../../core/assume-role.ts';
import { isAwsError } from '../../../core/aws-error.ts';
import { type Caller, serviceCaller } from '../../../core/caller.ts';
import { PRINCIPAL } from '../role.ts';
import type { EventsState } from '../state.ts';
import { DeliveryError } from './delivery-error.ts';
import type { Destination } from './destination.ts';
import { failure } from './failure.ts';

/** EventBridge in its own name, for a rule: what resource policies see. */
export const asService = ({ rule, ruleArn }: Destination): Caller => serviceCaller(PRINCIPAL, rule.accountId, ruleArn);

/**
 * EventBridge under the target's role, or in its own name where the target has none.
 * @throws DeliveryError where the role cannot be assumed
 */
export async function senderOf({ deps }: EventsState, to: Destination): Promise<Caller> {
  const { RoleArn } = to.target;
  if (RoleArn === undefined) return asService(to);
  try {
    return await assumeRole(deps.aws, PRINCIPAL, RoleArn, `${to.rule.name}`.slice(0, 64), to.ruleArn);
  } catch (error) {
    if (!isAwsError(error)) throw error;
    throw new DeliveryError(failure('FAILED_TO_ASSUME_ROLE', error.message, error.status ?? 403));
  }
}
