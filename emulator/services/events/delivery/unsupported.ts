import { single } from './courier.ts';
import { causeOf, DeliveryError } from './delivery-error.ts';
import { failure } from './failure.ts';

/** Services that this emulator does not have: AWS accepts such a target, so does PutTargets; nothing can arrive. */
export const unsupported = single(async ({ deps }, to) => {
  const message = `This endpoint has no ${to.arn.kind}: events for ${to.target.Arn} cannot be delivered.`;
  deps.log.error(message, { rule: to.ruleArn });
  throw new DeliveryError(failure('SDK_CLIENT_ERROR', message));
}, causeOf);
