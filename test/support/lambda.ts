import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, type CreateFunctionCommandInput, LambdaClient } from '@aws-sdk/client-lambda';
import { zipSync } from 'fflate';
import type { TestEmulator } from './emulator.ts';

/** A zip archive of texts by their names; the same texts make the same bytes. */
export const zipOf = (files: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])), {
    mtime: '1990-01-01',
  });

/** How long a new or updated function needs until it can be called, in milliseconds of the clock. */
export const PREPARATION = 1000;

/**
 * A role that Lambda can assume.
 * @param actions what it may do to everything
 */
export async function lambdaRole(
  emulator: TestEmulator,
  name: string,
  actions: readonly string[] = ['logs:*'],
): Promise<string> {
  const iam = new IAMClient(emulator.client);
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const document = (statement: object): string => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: document(trust) }));
  const PolicyDocument = document({ Effect: 'Allow', Action: actions, Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'own', PolicyDocument }));
  return Role?.Arn ?? '';
}

/** Creates a function of one CommonJS file and moves the clock on until it is active. */
export async function createFunction(
  emulator: TestEmulator,
  FunctionName: string,
  code: string,
  { Role, ...more }: Partial<CreateFunctionCommandInput> = {},
): Promise<string> {
  const { FunctionArn } = await new LambdaClient(emulator.client).send(
    new CreateFunctionCommand({
      FunctionName,
      Role: Role ?? (await lambdaRole(emulator, `${FunctionName}-role`)),
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Code: { ZipFile: zipOf({ 'index.js': code }) },
      ...more,
    }),
  );
  await emulator.clock?.advance(PREPARATION);
  return FunctionArn ?? '';
}
