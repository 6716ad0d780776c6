import type { Caller } from '../../core/caller.ts';

/**
 * What Lambda asks of the access control besides making calls: it refuses a configuration whose
 * role could not do its work later.
 */
export interface Permissions {
  /** Whether a caller may do something to a resource, by all policies as they are now. */
  allows(caller: Caller, action: string, resource: string): boolean;
  /** False where an ARN is that of a role or a user that is not there. */
  principalExists(arn: string): boolean;
}
