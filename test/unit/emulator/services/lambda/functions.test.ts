import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import * as L from '@aws-sdk/client-lambda';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { createFunction, lambdaRole, PREPARATION, zipOf } from '../../../../support/lambda.ts';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:';
const CODE = 'exports.handler = async () => process.env.AWS_LAMBDA_FUNCTION_VERSION';

let emulator: TestEmulator;
let lambda: L.LambdaClient;
let Role: string;
let serial = 0;

beforeAll(async () => {
  emulator = await testEmulator();
  lambda = new L.LambdaClient(emulator.client);
  Role = await lambdaRole(emulator, 'own');
});
afterAll(() => emulator.stop());

const settle = () => emulator.clock?.advance(PREPARATION);
const fresh = () => `f${++serial}`;
async function made(more: Partial<L.CreateFunctionCommandInput> = {}, code = CODE): Promise<string> {
  const name = fresh();
  await createFunction(emulator, name, code, { Role, ...more });
  return name;
}
const call = async (FunctionName: string, Qualifier?: string) => {
  const { Payload } = await lambda.send(new L.InvokeCommand({ FunctionName, ...(Qualifier ? { Qualifier } : {}) }));
  return JSON.parse(Buffer.from(Payload ?? []).toString()) as unknown;
};
const zip = (code: string) => ({ ZipFile: zipOf({ 'index.js': code }) });
const request = (more: object = {}) => ({
  FunctionName: fresh(),
  Role,
  Runtime: 'nodejs24.x' as const,
  Handler: 'index.handler',
  Code: zip(CODE),
  ...more,
});

describe('a function', () => {
  it('is pending at first, then active, with the defaults of AWS', async () => {
    const input = request();
    const { $metadata, ...created } = await lambda.send(new L.CreateFunctionCommand(input));
    expect($metadata.httpStatusCode).toBe(201);
    expect(created).toEqual({
      Architectures: ['x86_64'],
      CodeSha256: expect.any(String),
      CodeSize: expect.any(Number),
      Description: '',
      EphemeralStorage: { Size: 512 },
      FunctionArn: ARN + input.FunctionName,
      FunctionName: input.FunctionName,
      Handler: 'index.handler',
      LastModified: expect.stringMatching(/^2026-11-23T12:[\d:.]+\+0000$/),
      LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${input.FunctionName}` },
      MemorySize: 128,
      PackageType: 'Zip',
      RevisionId: expect.any(String),
      Role,
      Runtime: 'nodejs24.x',
      RuntimeVersionConfig: {
        RuntimeVersionArn: expect.stringMatching(/^arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}$/),
      },
      SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
      State: 'Pending',
      StateReason: 'The function is being created.',
      StateReasonCode: 'Creating',
      Timeout: 3,
      TracingConfig: { Mode: 'PassThrough' },
      Version: '$LATEST',
    });
    await expect(call(input.FunctionName)).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message:
        'The operation cannot be performed at this time. The function is currently in the following state: Pending',
    });
    await settle();
    const { Configuration } = await lambda.send(new L.GetFunctionCommand({ FunctionName: input.FunctionName }));
    expect(Configuration).toMatchObject({ State: 'Active', LastUpdateStatus: 'Successful' });
    expect(Configuration?.StateReason).toBeUndefined();
    expect(Configuration?.RevisionId).not.toBe(created.RevisionId);
  });

  it('serves as it was while it is updated, and takes no second update meanwhile', async () => {
    const FunctionName = await made();
    const updated = await lambda.send(
      new L.UpdateFunctionCodeCommand({ FunctionName, ...zip('exports.handler = async () => "new"') }),
    );
    expect(updated).toMatchObject({
      State: 'Active',
      LastUpdateStatus: 'InProgress',
      LastUpdateStatusReasonCode: 'Creating',
    });
    expect(await call(FunctionName)).toBe('$LATEST');
    await expect(
      lambda.send(new L.UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 5 })),
    ).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: `The operation cannot be performed at this time. An update is in progress for resource: ${ARN}${FunctionName}`,
    });
    await settle();
    expect(await call(FunctionName)).toBe('new');
  });

  it('keeps what an update of its configuration leaves out', async () => {
    const FunctionName = await made({ Environment: { Variables: { A1: '1' } }, Description: 'd', MemorySize: 256 });
    await lambda.send(new L.UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 9 }));
    await settle();
    const found = await lambda.send(new L.GetFunctionConfigurationCommand({ FunctionName }));
    expect(found).toMatchObject({
      Timeout: 9,
      MemorySize: 256,
      Description: 'd',
      Environment: { Variables: { A1: '1' } },
    });
  });

  it('may come from a bucket, with the rights of who deploys it', async () => {
    const s3 = new S3Client({ ...emulator.client, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: 'code-bucket' }));
    await s3.send(new PutObjectCommand({ Bucket: 'code-bucket', Key: 'k.zip', Body: zipOf({ 'index.js': CODE }) }));
    const Code = { S3Bucket: 'code-bucket', S3Key: 'k.zip' };
    const name = await made({ Code });
    expect(await call(name)).toBe('$LATEST');
    const create = (bad: object) => lambda.send(new L.CreateFunctionCommand(request({ Code: { ...Code, ...bad } })));
    await expect(create({ S3Key: 'none' })).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message:
        'Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.',
    });
    await expect(create({ S3Bucket: 'no-such-bucket' })).rejects.toMatchObject({
      message: expect.stringContaining('S3 Error Code: NoSuchBucket'),
    });
  });

  it('gives its code to who follows the address', async () => {
    const FunctionName = await made();
    const { Code } = await lambda.send(new L.GetFunctionCommand({ FunctionName }));
    const answer = await fetch(Code?.Location ?? '');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(zipOf({ 'index.js': CODE })));
    expect((await fetch(Code?.Location?.replace(/.$/, 'x') ?? '')).status).toBe(403);
    await emulator.clock?.advance(601_000);
    expect((await fetch(Code?.Location ?? '')).status).toBe(403);
  });

  it('is gone when it is deleted, with its versions', async () => {
    const FunctionName = await made({ Publish: true });
    await lambda.send(new L.DeleteFunctionCommand({ FunctionName }));
    for (const Qualifier of ['1', '$LATEST'])
      await expect(call(FunctionName, Qualifier)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('versions and aliases', () => {
  it('a version stays as it was published, and the same is not published twice', async () => {
    const FunctionName = await made();
    const publish = (more = {}) => lambda.send(new L.PublishVersionCommand({ FunctionName, ...more }));
    expect(await publish({ Description: 'first' })).toMatchObject({
      Version: '1',
      Description: 'first',
      FunctionArn: `${ARN}${FunctionName}:1`,
      State: 'Active',
    });
    expect(await publish({ Description: 'again' })).toMatchObject({ Version: '1', Description: 'first' });
    await lambda.send(
      new L.UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables: { X1: '1' } } }),
    );
    await settle();
    expect((await publish()).Version).toBe('2');
    expect(await call(FunctionName, '1')).toBe('1');
    const { Versions = [] } = await lambda.send(new L.ListVersionsByFunctionCommand({ FunctionName }));
    expect(Versions.map(({ Version, State }) => [Version, State])).toEqual([
      ['$LATEST', undefined],
      ['1', undefined],
      ['2', undefined],
    ]);
    await lambda.send(new L.CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
    await expect(lambda.send(new L.DeleteFunctionCommand({ FunctionName, Qualifier: '1' }))).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: 'Unable to delete version because the following aliases reference it: [live]',
    });
    await lambda.send(new L.DeleteFunctionCommand({ FunctionName, Qualifier: '2' }));
    await expect(call(FunctionName, '2')).rejects.toMatchObject({
      message: `Function not found: ${ARN}${FunctionName}:2`,
    });
  });

  it('an alias leads to its version, or to two by their weights', async () => {
    const FunctionName = await made({ Publish: true });
    await lambda.send(new L.UpdateFunctionCodeCommand({ FunctionName, ...zip(`${CODE}//2`), Publish: true }));
    await settle();
    const created = await lambda.send(new L.CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
    expect(created).toMatchObject({ AliasArn: `${ARN}${FunctionName}:live`, FunctionVersion: '1', Description: '' });
    expect(await call(FunctionName, 'live')).toBe('1');
    const RoutingConfig = { AdditionalVersionWeights: { 2: 0.5 } };
    await lambda.send(new L.UpdateAliasCommand({ FunctionName, Name: 'live', RoutingConfig }));
    const seen = new Set<unknown>();
    while (seen.size < 2) seen.add(await call(`${FunctionName}:live`));
    expect([...seen].sort()).toEqual(['1', '2']);
    const { Aliases = [] } = await lambda.send(new L.ListAliasesCommand({ FunctionName }));
    expect(Aliases).toHaveLength(1);
    await lambda.send(new L.DeleteAliasCommand({ FunctionName, Name: 'live' }));
    await expect(lambda.send(new L.GetAliasCommand({ FunctionName, Name: 'live' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Cannot find alias arn: ${ARN}${FunctionName}:live`,
    });
  });
});

describe('permissions', () => {
  it('admit a service for its source, and make the policy of AWS', async () => {
    const FunctionName = await made();
    const invokeAs = (SourceArn: string) =>
      emulator.aws.call(
        { kind: 'service', principal: 'events.amazonaws.com', accountId: '000000000000', sourceArn: SourceArn },
        'lambda',
        'Invoke',
        { FunctionName },
      );
    const rule = 'arn:aws:events:us-east-1:000000000000:rule/r';
    await expect(invokeAs(rule)).rejects.toMatchObject({ code: 'AccessDeniedException' });
    const { Statement = '' } = await lambda.send(
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
    const { Policy = '' } = await lambda.send(new L.GetPolicyCommand({ FunctionName }));
    expect(JSON.parse(Policy)).toEqual({ Version: '2012-10-17', Id: 'default', Statement: [JSON.parse(Statement)] });
    await lambda.send(new L.RemovePermissionCommand({ FunctionName, StatementId: 's' }));
    await expect(invokeAs(rule)).rejects.toMatchObject({ code: 'AccessDeniedException' });
    await expect(lambda.send(new L.GetPolicyCommand({ FunctionName }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The resource you requested does not exist.',
    });
  });

  it('hold for the qualifier alone that they are given to', async () => {
    const FunctionName = await made({ Publish: true });
    const grant = {
      FunctionName,
      StatementId: 's',
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
    };
    await lambda.send(new L.AddPermissionCommand({ ...grant, Qualifier: '1' }));
    const invoke = (Qualifier?: string) =>
      emulator.aws.call(
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
    const FunctionName = await made();
    const refused = lambda.send(
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
    const FunctionName = await made();
    const add = (StatementId: string, SourceArn?: string) =>
      lambda.send(
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
    const iam = new IAMClient(emulator.client);
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
    const { Credentials: c } = await new STSClient(emulator.client).send(
      new AssumeRoleCommand({ RoleArn: deployer?.Arn, RoleSessionName: 'me' }),
    );
    const credentials = {
      accessKeyId: c?.AccessKeyId ?? '',
      secretAccessKey: c?.SecretAccessKey ?? '',
      sessionToken: c?.SessionToken ?? '',
    };
    const other = new L.LambdaClient({ ...emulator.client, credentials });
    await expect(other.send(new L.CreateFunctionCommand(request({ FunctionName: 'mine' })))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `User: arn:aws:sts::000000000000:assumed-role/deployer/me is not authorized to perform: iam:PassRole on resource: ${Role} because no identity-based policy allows the iam:PassRole action`,
      $metadata: { httpStatusCode: 403 },
    });
    await createFunction(emulator, 'mine', CODE, { Role });
    await expect(other.send(new L.InvokeCommand({ FunctionName: 'mine' }))).resolves.toMatchObject({ StatusCode: 200 });
    const theirs = await made();
    await expect(other.send(new L.InvokeCommand({ FunctionName: theirs }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`lambda:InvokeFunction on resource: ${ARN}${theirs}`),
    });
  });
});

describe('creation refuses', () => {
  it.each<[string, () => object, string, string | RegExp]>([
    [
      'a role that is not there',
      () => ({ Role: 'arn:aws:iam::000000000000:role/none' }),
      'InvalidParameterValueException',
      'The role defined for the function cannot be assumed by Lambda.',
    ],
    [
      'no handler',
      () => ({ Handler: undefined }),
      'InvalidParameterValueException',
      'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
    ],
    [
      'a runtime long gone',
      () => ({ Runtime: 'nodejs12.x' }),
      'InvalidParameterValueException',
      /^The runtime parameter of nodejs12.x is no longer supported/,
    ],
    [
      'a runtime never heard of',
      () => ({ Runtime: 'nodejs99.x' }),
      'ValidationException',
      /at 'runtime' failed to satisfy constraint: Member must satisfy enum value set/,
    ],
    [
      'code that is no zip',
      () => ({ Code: { ZipFile: Buffer.from('nope') } }),
      'InvalidParameterValueException',
      'Could not unzip uploaded file. Please check your file, then try to upload again.',
    ],
    [
      'an empty zip',
      () => ({ Code: { ZipFile: zipOf({}) } }),
      'InvalidParameterValueException',
      'Uploaded file must be a non-empty zip',
    ],
    ['no code', () => ({ Code: {} }), 'InvalidParameterValueException', 'Please provide a source for function code.'],
    [
      'two sources of code',
      () => ({ Code: { ...zip(CODE), S3Bucket: 'bucket', S3Key: 'k' } }),
      'InvalidParameterValueException',
      'Please do not provide other FunctionCode parameters when providing a ZipFile.',
    ],
    [
      'a reserved variable',
      () => ({ Environment: { Variables: { AWS_REGION: 'x', A1: 'b' } } }),
      'InvalidParameterValueException',
      'Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: AWS_REGION',
    ],
    [
      'more than 4 KB of variables',
      () => ({ Environment: { Variables: { A1: 'x'.repeat(4090) } } }),
      'InvalidParameterValueException',
      /exceeded the 4KB limit\. String measured: \{"A1":"x+"\}$/,
    ],
    [
      'too long a timeout',
      () => ({ Timeout: 901 }),
      'InvalidParameterValueException',
      "'timeout' value failed to satisfy constraint: Member must have value less than or equal to 900",
    ],
    [
      'too little memory',
      () => ({ MemorySize: 64 }),
      'ValidationException',
      /'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128/,
    ],
    [
      'layers',
      () => ({ Layers: ['arn:aws:lambda:us-east-1:000000000000:layer:l:1'] }),
      'InvalidParameterValueException',
      'Layers are not available on this endpoint.',
    ],
    [
      'an image',
      () => ({ PackageType: 'Image', Code: { ImageUri: 'x' } }),
      'InvalidParameterValueException',
      'Container images are not available on this endpoint.',
    ],
    [
      'log levels in the text format',
      () => ({ LoggingConfig: { ApplicationLogLevel: 'WARN' } }),
      'InvalidParameterValueException',
      /LogFormat must be JSON/,
    ],
    [
      'a dead letter queue the role may not send to',
      () => ({ DeadLetterConfig: { TargetArn: 'arn:aws:sqs:us-east-1:000000000000:dead' } }),
      'InvalidParameterValueException',
      'The provided execution role does not have permissions to call SendMessage on SQS',
    ],
    [
      'a dead letter target of another kind',
      () => ({ DeadLetterConfig: { TargetArn: 'arn:aws:s3:::bucket' } }),
      'InvalidParameterValueException',
      /^Invalid dead letter ARN/,
    ],
    [
      'a name too long',
      () => ({ FunctionName: 'f'.repeat(65) }),
      'ValidationException',
      /at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64$/,
    ],
    [
      'tags of AWS',
      () => ({ Tags: { 'aws:x': 'y' } }),
      'InvalidParameterValueException',
      'Tag keys that begin with aws: are reserved for AWS.',
    ],
  ])('%s', async (_, input, name, message) => {
    const refused = lambda.send(new L.CreateFunctionCommand(request(input())));
    await expect(refused).rejects.toMatchObject({
      name,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });

  it('a role that trusts others', async () => {
    const trust = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    });
    const { Role: other } = await new IAMClient(emulator.client).send(
      new CreateRoleCommand({ RoleName: 'states-only', AssumeRolePolicyDocument: trust }),
    );
    await expect(lambda.send(new L.CreateFunctionCommand(request({ Role: other?.Arn })))).rejects.toMatchObject({
      message: 'The role defined for the function cannot be assumed by Lambda.',
    });
  });

  it('a name twice', async () => {
    const FunctionName = await made();
    await expect(lambda.send(new L.CreateFunctionCommand(request({ FunctionName })))).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: `Function already exist: ${FunctionName}`,
      $metadata: { httpStatusCode: 409 },
    });
  });
});

it('lists functions by name, fifty at most at a time', async () => {
  const pages: number[] = [];
  const names: string[] = [];
  let Marker: string | undefined;
  do {
    const page = await lambda.send(new L.ListFunctionsCommand({ MaxItems: 7, ...(Marker ? { Marker } : {}) }));
    pages.push(page.Functions?.length ?? 0);
    names.push(...(page.Functions ?? []).map(({ FunctionName = '' }) => FunctionName));
    Marker = page.NextMarker;
  } while (Marker);
  expect(Math.max(...pages)).toBe(7);
  expect(names).toEqual([...names].sort());
  await expect(lambda.send(new L.ListFunctionsCommand({ Marker: 'no marker' }))).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
  });
});

describe('concurrency', () => {
  it('a function without any is throttled, and the account keeps a hundred', async () => {
    const FunctionName = await made();
    const reserve = (ReservedConcurrentExecutions: number) =>
      lambda.send(new L.PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions }));
    await reserve(0);
    await expect(call(FunctionName)).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      message: 'Rate Exceeded.',
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      $metadata: { httpStatusCode: 429 },
    });
    await expect(reserve(901)).rejects.toMatchObject({
      message:
        "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    });
    await reserve(1);
    expect((await lambda.send(new L.GetFunctionCommand({ FunctionName }))).Concurrency).toEqual({
      ReservedConcurrentExecutions: 1,
    });
    await lambda.send(new L.DeleteFunctionConcurrencyCommand({ FunctionName }));
    expect(await call(FunctionName)).toBe('$LATEST');
  });

  it('one at a time is one at a time', async () => {
    const FunctionName = await made({}, 'exports.handler = () => new Promise((done) => setTimeout(done, 200))');
    await lambda.send(new L.PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 1 }));
    const results = await Promise.allSettled([call(FunctionName), call(FunctionName), call(FunctionName)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });
});

it('keeps tags on functions, and on functions alone', async () => {
  const FunctionName = await made({ Tags: { a: '1' } });
  const Resource = ARN + FunctionName;
  await lambda.send(new L.TagResourceCommand({ Resource, Tags: { b: '2' } }));
  await lambda.send(new L.UntagResourceCommand({ Resource, TagKeys: ['a'] }));
  expect((await lambda.send(new L.ListTagsCommand({ Resource }))).Tags).toEqual({ b: '2' });
  await expect(lambda.send(new L.ListTagsCommand({ Resource: `${Resource}:1` }))).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
  });
});
