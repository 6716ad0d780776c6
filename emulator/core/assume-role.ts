import { type RoleCaller, roleCaller, serviceCaller } from './caller.ts';
import type { Aws } from './service.ts';

/**
 * The caller that a service becomes when it takes on a role it was given.
 * @param principal the service, such as `states.amazonaws.com`
 * @throws AwsError `AccessDenied` where the role does not exist or does not trust the service
 */
export async function assumeRole(
  aws: Aws,
  principal: string,
  roleArn: string,
  sessionName: string,
  sourceArn?: string,
): Promise<RoleCaller> {
  const accountId = roleArn.split(':')[4] ?? '';
  await aws.call(serviceCaller(principal, accountId, sourceArn), 'sts', 'AssumeRole', {
    RoleArn: roleArn,
    RoleSessionName: sessionName,
  });
  return roleCaller(roleArn, sessionName);
}
