import { assumeRole } from '../../../core/assume-role.ts';
import { AwsError } from '../../../core/aws-error.ts';
import { type RoleCaller, roleCaller } from '../../../core/caller.ts';
import { TaskError } from '../integrations/integration.ts';
import { PRINCIPAL } from '../machines/role.ts';
import type { StatesState } from '../state.ts';
import type { Live } from './live.ts';

/** Session names may hold other characters than execution names, and fewer of them. */
const sessionOf = (name: string): string =>
  name
    .replace(/[^\w+=,.@-]/g, '_')
    .slice(0, 64)
    .padEnd(2, '_');

/**
 * Who an execution acts as: the machine's role or, for a task with Credentials, the role they name, taken
 * on by the machine's.
 * @throws TaskError States.Permissions where a role cannot be taken on
 */
export async function callerOfExecution(state: StatesState, live: Live, taskRole?: string): Promise<RoleCaller> {
  const { aws } = state.deps;
  const { revision, execution } = live;
  const session = sessionOf(execution.name);
  try {
    const own = await assumeRole(aws, PRINCIPAL, revision.roleArn, session, execution.machineArn);
    if (taskRole === undefined) return own;
    await aws.call(own, 'sts', 'AssumeRole', { RoleArn: taskRole, RoleSessionName: session });
    return roleCaller(taskRole, session);
  } catch (error) {
    if (error instanceof AwsError) throw new TaskError('States.Permissions', error.message);
    throw error;
  }
}
