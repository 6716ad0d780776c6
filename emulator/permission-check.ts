import { parseArn } from './core/arn.ts';
import { isAwsError } from './core/aws-error.ts';
import type { Caller } from './core/caller.ts';
import type { Service, ServiceDeps } from './core/service.ts';
import type { Authorize } from './dispatch.ts';

/** Whether a caller may do something, asked without doing it, as services ask that refuse a configuration whose role could not do its work. */
export type Allows = (
  caller: Caller,
  action: string,
  resource: string,
  keys?: Readonly<Record<string, string>>,
) => boolean;

/** @param services asked late, since those that ask are among them */
export function createAllows(
  authorize: Authorize,
  services: () => readonly Service[],
  { clock, ids, region }: ServiceDeps,
): Allows {
  return (caller, action, resource, keys) => {
    const arn = parseArn(resource);
    const service = services().find(({ id }) => id === arn?.service);
    if (!service) return false;
    const context = {
      caller,
      accountId: arn?.accountId || caller.accountId,
      region: arn?.region || region,
      requestId: ids.uuid(),
      now: clock.now(),
    };
    try {
      authorize(caller, { action, resources: [resource], keys }, service, context);
      return true;
    } catch (error) {
      if (isAwsError(error)) return false;
      throw error;
    }
  };
}
