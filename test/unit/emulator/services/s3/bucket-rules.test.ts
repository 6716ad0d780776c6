import {
  CreateBucketCommand,
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';

let emulator: TestEmulator;
let s3: S3Client;
beforeAll(async () => {
  emulator = await testEmulator();
  s3 = new S3Client({ ...emulator.client, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'mine' }));
});
afterAll(() => emulator.stop());

const OBJECTS = 'arn:aws:s3:::mine/*';
const put = (more: object) =>
  s3.send(
    new PutBucketPolicyCommand({
      Bucket: 'mine',
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'logging.s3.amazonaws.com' },
            Action: 's3:PutObject',
            Resource: OBJECTS,
            ...more,
          },
        ],
      }),
    }),
  );

describe('a bucket policy', () => {
  it.each<[string, object, string, string | RegExp]>([
    ['of another bucket', { Resource: 'arn:aws:s3:::other/*' }, 'MalformedPolicy', 'Policy has invalid resource'],
    [
      'of a bucket of a longer name',
      { Resource: 'arn:aws:s3:::mine2/*' },
      'MalformedPolicy',
      'Policy has invalid resource',
    ],
    [
      'of a queue',
      { Resource: 'arn:aws:sqs:us-east-1:000000000000:q' },
      'MalformedPolicy',
      'Policy has invalid resource',
    ],
    ['of nothing', { Resource: undefined }, 'MalformedPolicy', 'Policy has invalid resource'],
    ['for actions of others', { Action: 'sqs:SendMessage' }, 'MalformedPolicy', 'Policy has invalid action'],
    ['for a principal that is none', { Principal: { AWS: 'me' } }, 'MalformedPolicy', /Invalid principal in policy/],
    ['with an unknown operator', { Condition: { StringIs: { 'aws:x': 'y' } } }, 'MalformedPolicy', /./],
    ['for everybody', { Principal: '*' }, 'AccessDenied', /BlockPublicPolicy setting in S3 Block Public Access\.$/],
    ['for every principal', { Principal: { AWS: '*' } }, 'AccessDenied', /"arn:aws:s3:::mine"/],
  ])('%s is refused', async (_name, more, name, message) => {
    await expect(put(more)).rejects.toMatchObject({
      name,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });

  it.each<[string, object]>([
    ['for a service', {}],
    ['that denies everybody', { Effect: 'Deny', Principal: '*' }],
    [
      'for everybody on a condition',
      { Principal: '*', Condition: { StringEquals: { 'aws:SourceAccount': '000000000000' } } },
    ],
    ['of the bucket and its objects', { Action: 's3:*', Resource: ['arn:aws:s3:::mine', OBJECTS] }],
  ])('%s is taken', async (_name, more) => {
    await expect(put(more)).resolves.toBeDefined();
  });

  it('may be public once the bucket does not block it', async () => {
    await s3.send(
      new PutPublicAccessBlockCommand({ Bucket: 'mine', PublicAccessBlockConfiguration: { BlockPublicPolicy: false } }),
    );
    await expect(put({ Principal: '*' })).resolves.toBeDefined();
  });
});

describe('notifications', () => {
  it.each([
    [
      'queues',
      { QueueConfigurations: [{ QueueArn: 'arn:aws:sqs:us-east-1:000000000000:q', Events: ['s3:ObjectCreated:*'] }] },
    ],
    [
      'topics',
      { TopicConfigurations: [{ TopicArn: 'arn:aws:sns:us-east-1:000000000000:t', Events: ['s3:ObjectCreated:*'] }] },
    ],
    [
      'functions',
      {
        LambdaFunctionConfigurations: [
          { LambdaFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:f', Events: ['s3:ObjectCreated:*'] },
        ],
      },
    ],
  ])('to %s are refused, since none would come', async (_name, more) => {
    await expect(
      s3.send(
        new PutBucketNotificationConfigurationCommand({
          Bucket: 'mine',
          NotificationConfiguration: { EventBridgeConfiguration: {}, ...more } as never,
        }),
      ),
    ).rejects.toMatchObject({ name: 'NotImplemented' });
    const { EventBridgeConfiguration } = await s3.send(
      new GetBucketNotificationConfigurationCommand({ Bucket: 'mine' }),
    );
    expect(EventBridgeConfiguration).toBeUndefined();
  });

  it('to EventBridge are taken', async () => {
    await expect(
      s3.send(
        new PutBucketNotificationConfigurationCommand({
          Bucket: 'mine',
          NotificationConfiguration: { EventBridgeConfiguration: {} },
        }),
      ),
    ).resolves.toBeDefined();
  });
});
