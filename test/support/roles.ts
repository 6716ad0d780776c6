import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { TestEmulator } from './emulator.ts';

const policy = (statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** A role's ARN. @param principal who may take it on @param allowed its policy's statements, `Allow` unless they say otherwise */
export async function makeRole(
  emulator: TestEmulator,
  RoleName: string,
  principal: object,
  allowed: readonly object[] = [],
): Promise<string> {
  const iam = new IAMClient(emulator.client);
  const AssumeRolePolicyDocument = policy([{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }]);
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  if (allowed.length > 0) {
    const PolicyDocument = policy(allowed.map((statement) => ({ Effect: 'Allow', Resource: '*', ...statement })));
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument }));
  }
  return Role?.Arn ?? '';
}

/** What a client needs to act as somebody of this account who may do what the statements say, and nothing else. */
export async function clientOf(
  emulator: TestEmulator,
  RoleName: string,
  allowed: readonly object[],
): Promise<TestEmulator['client']> {
  const RoleArn = await makeRole(emulator, RoleName, { AWS: '000000000000' }, allowed);
  const { Credentials: c } = await new STSClient(emulator.client).send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'me' }),
  );
  const credentials = {
    accessKeyId: c?.AccessKeyId ?? '',
    secretAccessKey: c?.SecretAccessKey ?? '',
    sessionToken: c?.SessionToken ?? '',
  };
  return { ...emulator.client, credentials };
}
