import type { LoggingConfiguration } from '@aws-sdk/client-sfn';
import { AwsError, isAwsError } from '../../../core/aws-error.ts';
import { logGroupArnOf } from '../machines/configuration.ts';
import { callerOfRole } from '../machines/role.ts';
import type { StatesState } from '../state.ts';

/** Log deliveries write under this name; the log group's resource policies must let it. */
export const DELIVERY_PRINCIPAL = 'delivery.logs.amazonaws.com';
const POLICY_NAME = 'AWSLogDeliveryWrite20150319';

interface Policies {
  readonly resourcePolicies?: readonly { readonly policyName?: string; readonly policyDocument?: string }[];
}

interface Statement {
  readonly Resource?: string | readonly string[];
}

const resourcesOf = (document: string | undefined): string[] => {
  const { Statement = [] } = JSON.parse(document ?? '{}') as { Statement?: Statement | readonly Statement[] };
  return [Statement].flat().flatMap(({ Resource = [] }) => Resource);
};

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
    const { resourcePolicies = [] } = await aws.call<Policies>(caller, 'logs', 'DescribeResourcePolicies', {}, place);
    const present = resourcePolicies.find(({ policyName }) => policyName === POLICY_NAME);
    const resources = resourcesOf(present?.policyDocument);
    const wanted = `${group}:log-stream:*`;
    if (resources.includes(wanted)) return;
    const policyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: POLICY_NAME,
          Effect: 'Allow',
          Principal: { Service: [DELIVERY_PRINCIPAL] },
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: [...resources, wanted],
        },
      ],
    });
    await aws.call(caller, 'logs', 'PutResourcePolicy', { policyName: POLICY_NAME, policyDocument }, place);
  } catch (error) {
    if (!isAwsError(error) || error.code === 'InvalidLoggingConfiguration') throw error;
    throw new AwsError(
      'AccessDeniedException',
      `The state machine IAM Role is not authorized to access the Log Destination: ${machineArn}`,
      { cause: error },
    );
  }
}
