import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import * as L from '@aws-sdk/client-lambda';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { testEmulator } from '../../../../support/emulator.ts';
import { ARN, CODE, type FunctionsWorld, functionsWorld } from '../../../../support/functions-world.ts';
import { createFunction } from '../../../../support/lambda.ts';

let world: FunctionsWorld;

beforeAll(async () => {
  world = await functionsWorld(await testEmulator());
});
afterAll(() => world.emulator.stop());

describe('permissions', () => {
  it('admit a service for its source, and make the policy of AWS', async () => {
    const FunctionName = await world.made();
    const invokeAs = (SourceArn: string) =>
      world.emulator.aws.call(
        { kind: 'service', principal: 'events.amazonaws.com', accountId: '000000000000', sourceArn: SourceArn },
        'lambda',
        'Invoke',
        { FunctionName },
      );
    const rule = 'arn:aws:events:us-east-1:000000000000:rule/r';
    await expect(invokeAs(rule)).rejects.toMatchObject({ code: 'AccessDeniedException' });
    const { Statement = '' } = await world.lambda.send(
      new L.AddPermissionCommand({
        FunctionName,
        StatementId: 's',
        Action: 'lambda:InvokeFunction',
        Principal: 'events.amazonaws.com',
        SourceArn: rule,
      }),
    );
    expect(JSON.parse(Statement)).toEqual({
      Sid: 's',
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: ARN + FunctionName,
      Condition: { ArnLike: { 'AWS:SourceArn': rule } },
    });
    await expect(invokeAs(rule)).resolves.toMatchObject({ StatusCode: 200 });
    await expect(invokeAs(`${rule}2`)).rejects.toMatchObject({ code: 'AccessDeniedException' });
    const { Policy = '' } = await world.lambda.send(new L.GetPolicyCommand({ FunctionName }));
    expect(JSON.parse(Policy)).toEqual({ Version: '2012-10-17', Id: 'default', Statement: [JSON.parse(Statement)] });
    await world.lambda.send(new L.RemovePermissionCommand({ FunctionName, StatementId: 's' }));
    await expect(invokeAs(rule)).rejects.toMatchObject({ code: 'AccessDeniedException' });
    await expect(world.lambda.send(new L.GetPolicyCommand({ FunctionName }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The resource you requested does not exist.',
    });
  });

  it('hold for the qualifier alone that they are given to', async () => {
    const FunctionName = await world.made({ Publish: true });
    const grant = {
      FunctionName,
      StatementId: 's',
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
    };
    await world.lambda.send(new L.AddPermissionCommand({ ...grant, Qualifier: '1' }));
    const invoke = (Qualifier?: string) =>
      world.emulator.aws.call(
        { kind: 'service', principal: 'events.amazonaws.com', accountId: '000000000000' },
        'lambda',
        'Invoke',
        { FunctionName, ...(Qualifier ? { Qualifier } : {}) },
      );
    await expect(invoke('1')).resolves.toMatchObject({ StatusCode: 200 });
    await expect(invoke()).rejects.toMatchObject({ code: 'AccessDeniedException' });
  });

  it.each<[string, object, string, string]>([
    [
      'a principal that is none',
      { Principal: 'nobody' },
      'InvalidParameterValueException',
      'The provided principal was invalid. Please check the principal and try again.',
    ],
    [
      'a role that is not there',
      { Principal: 'arn:aws:iam::000000000000:role/gone' },
      'InvalidParameterValueException',
      'The provided principal was invalid. Please check the principal and try again.',
    ],
    [
      'a user, of whom there are none',
      { Principal: 'arn:aws:iam::000000000000:user/gone' },
      'InvalidParameterValueException',
      'The provided principal was invalid. Please check the principal and try again.',
    ],
    [
      'a role of another account that is not there',
      { Principal: 'arn:aws:iam::111111111111:role/gone' },
      'InvalidParameterValueException',
      'The provided principal was invalid. Please check the principal and try again.',
    ],
    [
      '$LATEST',
      { Qualifier: '$LATEST' },
      'InvalidParameterValueException',
      'We currently do not support adding policies for $LATEST.',
    ],
    ['a version that is not there', { Qualifier: '7' }, 'ResourceNotFoundException', 'Function not found: F:7'],
    [
      'another revision',
      { RevisionId: 'x' },
      'PreconditionFailedException',
      'The RevisionId provided does not match the latest RevisionId. Call the GetFunction/GetFunctionConfiguration or the GetAlias API to retrieve the latest RevisionId',
    ],
  ])('refuse %s', async (_, input, name, message) => {
    const FunctionName = await world.made();
    const refused = world.lambda.send(
      new L.AddPermissionCommand({
        FunctionName,
        StatementId: 's',
        Action: 'lambda:InvokeFunction',
        Principal: 'sns.amazonaws.com',
        ...input,
      }),
    );
    await expect(refused).rejects.toMatchObject({ name, message: message.replace('F:', `${ARN}${FunctionName}:`) });
  });

  it('refuse a statement twice, and a policy over 20 KB', async () => {
    const FunctionName = await world.made();
    const add = (StatementId: string, SourceArn?: string) =>
      world.lambda.send(
        new L.AddPermissionCommand({
          FunctionName,
          StatementId,
          Action: 'lambda:InvokeFunction',
          Principal: 'sns.amazonaws.com',
          ...(SourceArn ? { SourceArn } : {}),
        }),
      );
    await add('a');
    await expect(add('a')).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message:
        'The statement id (a) provided already exists. Please provide a new statement id, or remove the existing statement.',
    });
    const long = (n: string) => `arn:aws:sns:us-east-1:000000000000:${n.repeat(9900)}`;
    await add('b', long('b'));
    await expect(add('c', long('c'))).rejects.toMatchObject({
      name: 'PolicyLengthExceededException',
      message: expect.stringMatching(/^The final policy size \(\d+\) is bigger than the limit \(20480\)\.$/),
    });
  });

  it('are asked of a role for the very function, and for the role it hands over', async () => {
    const iam = new IAMClient(world.emulator.client);
    const trust = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: 'sts:AssumeRole' }],
    });
    const { Role: deployer } = await iam.send(
      new CreateRoleCommand({ RoleName: 'deployer', AssumeRolePolicyDocument: trust }),
    );
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'lambda:*', Resource: `${ARN}mine*` }],
    });
    await iam.send(new PutRolePolicyCommand({ RoleName: 'deployer', PolicyName: 'p', PolicyDocument }));
    const { Credentials: c } = await new STSClient(world.emulator.client).send(
      new AssumeRoleCommand({ RoleArn: deployer?.Arn, RoleSessionName: 'me' }),
    );
    const credentials = {
      accessKeyId: c?.AccessKeyId ?? '',
      secretAccessKey: c?.SecretAccessKey ?? '',
      sessionToken: c?.SessionToken ?? '',
    };
    const other = new L.LambdaClient({ ...world.emulator.client, credentials });
    await expect(
      other.send(new L.CreateFunctionCommand(world.request({ FunctionName: 'mine' }))),
    ).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `User: arn:aws:sts::000000000000:assumed-role/deployer/me is not authorized to perform: iam:PassRole on resource: ${world.role} because no identity-based policy allows the iam:PassRole action`,
      $metadata: { httpStatusCode: 403 },
    });
    await createFunction(world.emulator, 'mine', CODE, { Role: world.role });
    await expect(other.send(new L.InvokeCommand({ FunctionName: 'mine' }))).resolves.toMatchObject({ StatusCode: 200 });
    const theirs = await world.made();
    await expect(other.send(new L.InvokeCommand({ FunctionName: theirs }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`lambda:InvokeFunction on resource: ${ARN}${theirs}`),
    });
  });
});
