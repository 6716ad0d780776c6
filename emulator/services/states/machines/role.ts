import { assumeRole } from '../../../core/assume-role.ts';
import { AwsError, isAwsError } from '../../../core/aws-error.ts';
import type { RoleCaller } from '../../../core/caller.ts';
import type { StatesState } from '../state.ts';

export const PRINCIPAL = 'states.amazonaws.com';

/** The caller an execution acts as. @throws AwsError `AccessDenied` where the role does not trust Step Functions */
export const callerOfRole = ({ deps }: StatesState, roleArn: string, sessionName: string): Promise<RoleCaller> =>
  assumeRole(deps.aws, PRINCIPAL, roleArn, sessionName);

/**
 * AWS refuses a machine whose role Step Functions cannot take on.
 * @throws AwsError `AccessDeniedException`
 */
export async function checkRole(state: StatesState, roleArn: string): Promise<void> {
  try {
    await callerOfRole(state, roleArn, 'StepFunctions');
  } catch (error) {
    if (!isAwsError(error)) throw error;
    throw new AwsError(
      'AccessDeniedException',
      'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
      { cause: error },
    );
  }
}
