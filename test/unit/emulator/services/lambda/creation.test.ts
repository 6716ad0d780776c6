import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import * as L from '@aws-sdk/client-lambda';
import { testEmulator } from '../../../../support/emulator.ts';
import { CODE, type FunctionsWorld, functionsWorld, zip } from '../../../../support/functions-world.ts';
import { zipOf } from '../../../../support/lambda.ts';

let world: FunctionsWorld;

beforeAll(async () => {
  world = await functionsWorld(await testEmulator());
});
afterAll(() => world.emulator.stop());

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
    const refused = world.lambda.send(new L.CreateFunctionCommand(world.request(input())));
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
    const { Role: other } = await new IAMClient(world.emulator.client).send(
      new CreateRoleCommand({ RoleName: 'states-only', AssumeRolePolicyDocument: trust }),
    );
    await expect(
      world.lambda.send(new L.CreateFunctionCommand(world.request({ Role: other?.Arn }))),
    ).rejects.toMatchObject({
      message: 'The role defined for the function cannot be assumed by Lambda.',
    });
  });

  it('a name twice', async () => {
    const FunctionName = await world.made();
    await expect(world.lambda.send(new L.CreateFunctionCommand(world.request({ FunctionName })))).rejects.toMatchObject(
      {
        name: 'ResourceConflictException',
        message: `Function already exist: ${FunctionName}`,
        $metadata: { httpStatusCode: 409 },
      },
    );
  });
});
