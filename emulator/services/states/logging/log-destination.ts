import type { LoggingConfiguration } from '@aws-sdk/client-sfn';
import { AwsError, isAwsError } from '../../../core/aws-error.ts';
import { allowLogDelivery } from '../../../core/log-delivery.ts';
import { logGroupArnOf } from '../machines/configuration.ts';
import { callerOfRole } from '../machines/role.ts';
import type { StatesState } from '../state.ts';

/**
 * As AWS does when logging is configured: in the machine's own role, lets the log delivery write to the
 * group. A role that may not do that is refused.
 * https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 * @throws AwsError `AccessDeniedException`, `InvalidLoggingConfiguration`
 */
export async function checkLogDestination(
  state: StatesState,
  roleArn: string,
  logging: LoggingConfiguration,
  machineArn: string,
): Promise<void> {
  const group = logGroupArnOf(logging);
  if (group === undefined) return;
  const { aws } = state.deps;
  const [, , , region = '', accountId = '', , name = ''] = group.split(':');
  const place = { accountId, region };
  try {
    const caller = await callerOfRole(state, roleArn, 'StepFunctions');
    const { logGroups = [] } = await aws.call<{ logGroups?: readonly { logGroupName?: string }[] }>(
      caller,
      'logs',
      'DescribeLogGroups',
      { logGroupNamePrefix: name },
      place,
    );
    if (!logGroups.some(({ logGroupName }) => logGroupName === name)) {
      throw new AwsError(
        'InvalidLoggingConfiguration',
        `Invalid Logging Configuration: The log group ${group}:* does not exist.`,
      );
    }
    await allowLogDelivery(aws, caller, group, place);
  } catch (error) {
    if (!isAwsError(error) || error.code === 'InvalidLoggingConfiguration') throw error;
    throw new AwsError(
      'AccessDeniedException',
      `The state machine IAM Role is not authorized to access the Log Destination: ${machineArn}`,
      { cause: error },
    );
  }
}
