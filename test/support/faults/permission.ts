import { DeleteRolePolicyCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { DeployedApplication } from '../deployed-application.ts';

/** Denies a function's role some actions while something is done. @param name the end of the function's name */
export async function whileDenied<T>(
  app: DeployedApplication,
  name: string,
  actions: readonly string[],
  act: () => Promise<T>,
): Promise<T> {
  const iam = new IAMClient(app.client);
  const { Role = '' } = await new LambdaClient(app.client).send(
    new GetFunctionConfigurationCommand({ FunctionName: `${app.prefix}-${name}` }),
  );
  const policy = { RoleName: Role.slice(Role.lastIndexOf('/') + 1), PolicyName: 'fault' };
  const Statement = [{ Effect: 'Deny', Action: actions, Resource: '*' }];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument }));
  try {
    return await act();
  } finally {
    await iam.send(new DeleteRolePolicyCommand(policy));
  }
}
