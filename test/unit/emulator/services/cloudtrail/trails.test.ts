import { gunzipSync } from 'node:zlib';
import {
  CloudTrailClient,
  CreateTrailCommand,
  type CreateTrailCommandInput,
  DeleteTrailCommand,
  DescribeTrailsCommand,
  type EventSelector,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  ListTagsCommand,
  PutEventSelectorsCommand,
  type PutEventSelectorsCommandInput,
  StartLoggingCommand,
  StopLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreateQueueCommand, ReceiveMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';

let emulator: TestEmulator;
let cloudtrail: CloudTrailClient;
let s3: S3Client;
let serial = 0;

beforeAll(async () => {
  emulator = await testEmulator();
  cloudtrail = new CloudTrailClient(emulator.client);
  s3 = new S3Client({ ...emulator.client, forcePathStyle: true });
});
afterAll(() => emulator.stop());

const ACL = { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } };

/** A bucket with the policy of AWS's documentation, or with one statement of it only. */
async function logBucket(statements: readonly ('acl' | 'write')[] = ['acl', 'write']): Promise<string> {
  const Bucket = `logs-${++serial}`;
  await s3.send(new CreateBucketCommand({ Bucket }));
  const Principal = { Service: 'cloudtrail.amazonaws.com' };
  const all = {
    acl: { Effect: 'Allow', Principal, Action: 's3:GetBucketAcl', Resource: `arn:aws:s3:::${Bucket}` },
    write: {
      Effect: 'Allow',
      Principal,
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${Bucket}/AWSLogs/000000000000/*`,
      Condition: ACL,
    },
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: statements.map((name) => all[name]) });
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  return Bucket;
}
const create = async (more: Partial<CreateTrailCommandInput> = {}) => {
  const Name = `trail-${++serial}`;
  await cloudtrail.send(
    new CreateTrailCommand({ Name, S3BucketName: more.S3BucketName ?? (await logBucket()), ...more }),
  );
  return more.Name ?? Name;
};
const dataBucket = async () => {
  const Bucket = `data-${++serial}`;
  await s3.send(new CreateBucketCommand({ Bucket }));
  return Bucket;
};
const select = (TrailName: string, more: Omit<PutEventSelectorsCommandInput, 'TrailName'>) =>
  cloudtrail.send(new PutEventSelectorsCommand({ TrailName, ...more }));
const start = (Name: string) => cloudtrail.send(new StartLoggingCommand({ Name }));
const writesOf = (bucket: string): EventSelector[] => [
  {
    ReadWriteType: 'WriteOnly',
    IncludeManagementEvents: false,
    DataResources: [{ Type: 'AWS::S3::Object', Values: [`arn:aws:s3:::${bucket}/`] }],
  },
];

interface LoggedEvent {
  readonly eventName: string;
  readonly [member: string]: unknown;
}
/** What the log files of a bucket say, all together. */
async function logged(Bucket: string): Promise<LoggedEvent[]> {
  await emulator.clock?.advance(5 * 60_000);
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  const files = Contents.map(async ({ Key }) => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    const text = gunzipSync((await Body?.transformToByteArray()) ?? new Uint8Array()).toString();
    return (JSON.parse(text) as { Records: LoggedEvent[] }).Records;
  });
  return (await Promise.all(files)).flat();
}

it('writes the data events of a bucket into log files, and nothing else', async () => {
  const [logs, data] = [await logBucket(), await dataBucket()];
  const trail = await create({ S3BucketName: logs });
  await select(trail, { EventSelectors: writesOf(data) });
  await s3.send(new PutObjectCommand({ Bucket: data, Key: 'before', Body: 'x' }));
  await start(trail);
  await s3.send(new PutObjectCommand({ Bucket: data, Key: 'in/a.json', Body: 'x' }));
  await s3.send(new GetObjectCommand({ Bucket: data, Key: 'in/a.json' }));
  await s3.send(new PutObjectCommand({ Bucket: await dataBucket(), Key: 'other', Body: 'x' }));
  await s3.send(new DeleteObjectCommand({ Bucket: data, Key: 'in/a.json' }));
  const records = await logged(logs);
  expect(records.map(({ eventName }) => eventName)).toEqual(['PutObject', 'DeleteObject']);
  expect(records[0]).toMatchObject({
    userIdentity: { type: 'Root', accountId: '000000000000' },
    eventSource: 's3.amazonaws.com',
    awsRegion: 'us-east-1',
    requestParameters: { bucketName: data, key: 'in/a.json' },
    readOnly: false,
    managementEvent: false,
    eventCategory: 'Data',
    recipientAccountId: '000000000000',
    resources: [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${data}/in/a.json` },
      { accountId: '000000000000', type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${data}` },
    ],
  });
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: logs }));
  expect(Contents?.[0]?.Key).toMatch(
    /^AWSLogs\/000000000000\/CloudTrail\/us-east-1\/2026\/11\/23\/000000000000_CloudTrail_us-east-1_20261123T1205Z_\w{16}\.json\.gz$/,
  );
  const status = await cloudtrail.send(new GetTrailStatusCommand({ Name: trail }));
  expect(status).toMatchObject({ IsLogging: true, LatestDeliveryTime: expect.any(Date) });
  await cloudtrail.send(new DeleteTrailCommand({ Name: trail }));
});

it('does not log its own files, however wide it looks', async () => {
  const logs = await logBucket();
  const trail = await create({ S3BucketName: logs });
  await select(trail, {
    EventSelectors: [
      {
        ReadWriteType: 'All',
        IncludeManagementEvents: false,
        DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }],
      },
    ],
  });
  await start(trail);
  await s3.send(new PutObjectCommand({ Bucket: await dataBucket(), Key: 'a', Body: 'x' }));
  expect((await logged(logs)).map(({ eventName }) => eventName)).toEqual(['PutObject']);
  await cloudtrail.send(new StopLoggingCommand({ Name: trail }));
  await emulator.clock?.advance(3600_000);
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: logs }));
  expect(Contents.length).toBeLessThanOrEqual(2);
  await cloudtrail.send(new DeleteTrailCommand({ Name: trail }));
});

it('tells the default bus of what changes something', async () => {
  const sqs = new SQSClient(emulator.client);
  const events = new EventBridgeClient(emulator.client);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'heard' }));
  const Arn = 'arn:aws:sqs:us-east-1:000000000000:heard';
  const Statement = [
    { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: Arn },
  ];
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  const data = await dataBucket();
  const EventPattern = JSON.stringify({
    source: ['aws.s3'],
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: { eventName: ['PutObject'], requestParameters: { bucketName: [data] } },
  });
  await events.send(new PutRuleCommand({ Name: 'heard', EventPattern }));
  await events.send(new PutTargetsCommand({ Rule: 'heard', Targets: [{ Id: 'q', Arn }] }));
  const trail = await create();
  await select(trail, { EventSelectors: writesOf(data) });
  await start(trail);
  await s3.send(new PutObjectCommand({ Bucket: data, Key: 'a', Body: 'x' }));
  await emulator.clock?.advance(1000);
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  expect(Messages.map(({ Body = '{}' }) => JSON.parse(Body) as object)).toEqual([
    expect.objectContaining({
      source: 'aws.s3',
      'detail-type': 'AWS API Call via CloudTrail',
      detail: expect.objectContaining({ eventName: 'PutObject', eventVersion: '1.11' }),
    }),
  ]);
  await cloudtrail.send(new DeleteTrailCommand({ Name: trail }));
});

it('logs management events unless told otherwise, with secrets hidden', async () => {
  const logs = await logBucket();
  const trail = await create({ S3BucketName: logs });
  await start(trail);
  await new SQSClient(emulator.client).send(new CreateQueueCommand({ QueueName: 'managed' }));
  await s3.send(new GetObjectCommand({ Bucket: await dataBucket(), Key: 'none' })).catch(() => undefined);
  await new SecretsManagerClient(emulator.client).send(new CreateSecretCommand({ Name: 's', SecretString: 'hidden' }));
  const records = await logged(logs);
  const names = records.map(({ eventName }) => eventName);
  expect(records.find(({ eventName }) => eventName === 'CreateSecret')?.requestParameters).toMatchObject({
    name: 's',
    secretString: 'HIDDEN_DUE_TO_SECURITY_REASONS',
  });
  expect(names).toContain('CreateQueue');
  expect(names).toContain('CreateBucket');
  expect(names).not.toContain('GetObject');
  await cloudtrail.send(new DeleteTrailCommand({ Name: trail }));
});

it('takes advanced selectors', async () => {
  const [logs, data] = [await logBucket(), await dataBucket()];
  const trail = await create({ S3BucketName: logs });
  await select(trail, {
    AdvancedEventSelectors: [
      {
        Name: 'json only',
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
          { Field: 'readOnly', Equals: ['false'] },
          { Field: 'resources.ARN', StartsWith: [`arn:aws:s3:::${data}/`], NotEndsWith: ['.txt'] },
        ],
      },
    ],
  });
  await start(trail);
  for (const Key of ['a.json', 'b.txt']) await s3.send(new PutObjectCommand({ Bucket: data, Key, Body: 'x' }));
  expect((await logged(logs)).map((record) => (record.requestParameters as { key: string }).key)).toEqual(['a.json']);
  const { AdvancedEventSelectors } = await cloudtrail.send(new GetEventSelectorsCommand({ TrailName: trail }));
  expect(AdvancedEventSelectors).toHaveLength(1);
  await cloudtrail.send(new DeleteTrailCommand({ Name: trail }));
});

it('describes its trails', async () => {
  const Name = await create({ TagsList: [{ Key: 'a', Value: '1' }] });
  const { trailList } = await cloudtrail.send(new DescribeTrailsCommand({ trailNameList: [Name, 'nobody'] }));
  const TrailARN = `arn:aws:cloudtrail:us-east-1:000000000000:trail/${Name}`;
  expect(trailList).toEqual([
    expect.objectContaining({ Name, TrailARN, HomeRegion: 'us-east-1', HasCustomEventSelectors: false }),
  ]);
  const { ResourceTagList } = await cloudtrail.send(new ListTagsCommand({ ResourceIdList: [TrailARN] }));
  expect(ResourceTagList).toEqual([{ ResourceId: TrailARN, TagsList: [{ Key: 'a', Value: '1' }] }]);
  await cloudtrail.send(new DeleteTrailCommand({ Name }));
});

const basic = (selector: EventSelector) => async () => {
  const trail = await create();
  return select(trail, { EventSelectors: [selector] }).finally(() =>
    cloudtrail.send(new DeleteTrailCommand({ Name: trail })),
  );
};
it.each<[string, () => Promise<unknown>, string]>([
  [
    'a bucket that is not there',
    () => create({ S3BucketName: 'nowhere-to-be-found' }),
    'S3BucketDoesNotExistException',
  ],
  [
    'a bucket that does not let it look',
    async () => create({ S3BucketName: await logBucket(['write']) }),
    'InsufficientS3BucketPolicyException',
  ],
  [
    'a bucket that does not let it write',
    async () => create({ S3BucketName: await logBucket(['acl']) }),
    'InsufficientS3BucketPolicyException',
  ],
  [
    'a prefix that the policy does not know',
    async () => create({ S3KeyPrefix: 'elsewhere' }),
    'InsufficientS3BucketPolicyException',
  ],
  ['a topic that is not there', () => create({ SnsTopicName: 'nobody' }), 'InsufficientSnsTopicPolicyException'],
  ['a name that is too short', () => create({ Name: 'ab' }), 'InvalidTrailNameException'],
  ['a name with a blank', () => create({ Name: 'a b c' }), 'InvalidTrailNameException'],
  [
    'all regions without global events',
    () => create({ IsMultiRegionTrail: true, IncludeGlobalServiceEvents: false }),
    'InvalidParameterCombinationException',
  ],
  ['what this emulator has not', () => create({ EnableLogFileValidation: true }), 'UnsupportedOperationException'],
  ['a trail that is not there', () => start('nobody'), 'TrailNotFoundException'],
  [
    'an ARN of something else',
    () => start('arn:aws:cloudtrail:us-east-1:000000000000:channel/x'),
    'CloudTrailARNInvalidException',
  ],
  [
    'data of no known type',
    basic({ DataResources: [{ Type: 'AWS::Nothing', Values: ['x'] }] }),
    'InvalidEventSelectorsException',
  ],
  [
    'data without values',
    basic({ DataResources: [{ Type: 'AWS::S3::Object', Values: [] }] }),
    'InvalidEventSelectorsException',
  ],
  [
    'a value that is no ARN',
    basic({ DataResources: [{ Type: 'AWS::S3::Object', Values: ['my-bucket'] }] }),
    'InvalidEventSelectorsException',
  ],
])('refuses %s', async (_name, send, name) => {
  await expect(send()).rejects.toMatchObject({ name });
});
