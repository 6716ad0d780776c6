import { assumeRole } from '../../core/assume-role.ts';
import { isAwsError } from '../../core/aws-error.ts';
import { invalid, invalidParameter } from './errors.ts';
import type { EventsState } from './state.ts';

export const PRINCIPAL = 'events.amazonaws.com';

/**
 * A role is tried when it is given to a rule, a target or an endpoint, not only when an event comes.
 * @throws AwsError `ValidationException` where it is missing or does not trust EventBridge
 */
export async function checkRole({ deps }: EventsState, roleArn: string | undefined): Promise<void> {
  if (!roleArn) return;
  if (!/^arn:aws[\w-]*:iam::\d{12}:role\/.+/.test(roleArn)) {
    throw invalidParameter('RoleArn', 'Provided Arn is not in correct format.');
  }
  try {
    await assumeRole(deps.aws, PRINCIPAL, roleArn, 'EventBridge');
  } catch (error) {
    if (!isAwsError(error)) throw error;
    throw invalid(`Provided role '${roleArn}' cannot be assumed by principal '${PRINCIPAL}'.`);
  }
}
