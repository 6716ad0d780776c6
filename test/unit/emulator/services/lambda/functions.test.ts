import * as L from '@aws-sdk/client-lambda';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { testEmulator } from '../../../../support/emulator.ts';
import { ARN, CODE, type FunctionsWorld, functionsWorld, zip } from '../../../../support/functions-world.ts';
import { zipOf } from '../../../../support/lambda.ts';

let world: FunctionsWorld;

beforeAll(async () => {
  world = await functionsWorld(await testEmulator());
});
afterAll(() => world.emulator.stop());

describe('a function', () => {
  it('is pending at first, then active, with the defaults of AWS', async () => {
    const input = world.request();
    const { $metadata, ...created } = await world.lambda.send(new L.CreateFunctionCommand(input));
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
      Role: world.role,
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
    await expect(world.call(input.FunctionName)).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message:
        'The operation cannot be performed at this time. The function is currently in the following state: Pending',
    });
    await world.settle();
    const { Configuration } = await world.lambda.send(new L.GetFunctionCommand({ FunctionName: input.FunctionName }));
    expect(Configuration).toMatchObject({ State: 'Active', LastUpdateStatus: 'Successful' });
    expect(Configuration?.StateReason).toBeUndefined();
    expect(Configuration?.RevisionId).not.toBe(created.RevisionId);
  });

  it('serves as it was while it is updated, and takes no second update meanwhile', async () => {
    const FunctionName = await world.made();
    const updated = await world.lambda.send(
      new L.UpdateFunctionCodeCommand({ FunctionName, ...zip('exports.handler = async () => "new"') }),
    );
    expect(updated).toMatchObject({
      State: 'Active',
      LastUpdateStatus: 'InProgress',
      LastUpdateStatusReasonCode: 'Creating',
    });
    expect(await world.call(FunctionName)).toBe('$LATEST');
    await expect(
      world.lambda.send(new L.UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 5 })),
    ).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: `The operation cannot be performed at this time. An update is in progress for resource: ${ARN}${FunctionName}`,
    });
    await world.settle();
    expect(await world.call(FunctionName)).toBe('new');
  });

  it('keeps what an update of its configuration leaves out', async () => {
    const FunctionName = await world.made({
      Environment: { Variables: { A1: '1' } },
      Description: 'd',
      MemorySize: 256,
    });
    await world.lambda.send(new L.UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 9 }));
    await world.settle();
    const found = await world.lambda.send(new L.GetFunctionConfigurationCommand({ FunctionName }));
    expect(found).toMatchObject({
      Timeout: 9,
      MemorySize: 256,
      Description: 'd',
      Environment: { Variables: { A1: '1' } },
    });
  });

  it('may come from a bucket, with the rights of who deploys it', async () => {
    const s3 = new S3Client({ ...world.emulator.client, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: 'code-bucket' }));
    await s3.send(new PutObjectCommand({ Bucket: 'code-bucket', Key: 'k.zip', Body: zipOf({ 'index.js': CODE }) }));
    const Code = { S3Bucket: 'code-bucket', S3Key: 'k.zip' };
    const name = await world.made({ Code });
    expect(await world.call(name)).toBe('$LATEST');
    const create = (bad: object) =>
      world.lambda.send(new L.CreateFunctionCommand(world.request({ Code: { ...Code, ...bad } })));
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
    const FunctionName = await world.made();
    const { Code } = await world.lambda.send(new L.GetFunctionCommand({ FunctionName }));
    const answer = await fetch(Code?.Location ?? '');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(zipOf({ 'index.js': CODE })));
    expect((await fetch(Code?.Location?.replace(/.$/, 'x') ?? '')).status).toBe(403);
    await world.emulator.clock?.advance(601_000);
    expect((await fetch(Code?.Location ?? '')).status).toBe(403);
  });

  it('is gone when it is deleted, with its versions', async () => {
    const FunctionName = await world.made({ Publish: true });
    await world.lambda.send(new L.DeleteFunctionCommand({ FunctionName }));
    for (const Qualifier of ['1', '$LATEST'])
      await expect(world.call(FunctionName, Qualifier)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

it('lists functions by name, fifty at most at a time', async () => {
  const pages: number[] = [];
  const names: string[] = [];
  let Marker: string | undefined;
  do {
    const page = await world.lambda.send(new L.ListFunctionsCommand({ MaxItems: 3, ...(Marker ? { Marker } : {}) }));
    pages.push(page.Functions?.length ?? 0);
    names.push(...(page.Functions ?? []).map(({ FunctionName = '' }) => FunctionName));
    Marker = page.NextMarker;
  } while (Marker);
  expect(Math.max(...pages)).toBe(3);
  expect(names).toEqual([...names].sort());
  await expect(world.lambda.send(new L.ListFunctionsCommand({ Marker: 'no marker' }))).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
  });
});

it('keeps tags on functions, and on functions alone', async () => {
  const FunctionName = await world.made({ Tags: { a: '1' } });
  const Resource = ARN + FunctionName;
  await world.lambda.send(new L.TagResourceCommand({ Resource, Tags: { b: '2' } }));
  await world.lambda.send(new L.UntagResourceCommand({ Resource, TagKeys: ['a'] }));
  expect((await world.lambda.send(new L.ListTagsCommand({ Resource }))).Tags).toEqual({ b: '2' });
  await expect(world.lambda.send(new L.ListTagsCommand({ Resource: `${Resource}:1` }))).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
  });
});
