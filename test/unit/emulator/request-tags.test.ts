import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateEventBusCommand, EventBridgeClient, PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreateActivityCommand, CreateStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { zipSync } from 'fflate';
import { type TestEmulator, testEmulator } from '../../support/emulator.ts';
import { clientOf, makeRole } from '../../support/roles.ts';

let emulator: TestEmulator;
const ROLE = 'arn:aws:iam::000000000000:role/worker';
beforeAll(async () => {
  emulator = await testEmulator();
  await makeRole(emulator, 'worker', { Service: ['lambda.amazonaws.com', 'states.amazonaws.com'] });
});
afterAll(() => emulator.stop());

type Client = TestEmulator['client'];
const List = (tags: Record<string, string>) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
const list = (tags: Record<string, string>) => Object.entries(tags).map(([key, value]) => ({ key, value }));
const ZipFile = zipSync({ 'index.js': new TextEncoder().encode('exports.handler = async () => 1;') });
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

/** Each makes something of a name with tags. */
const CALLS: readonly [
  string,
  string,
  (client: Client, name: string, tags: Record<string, string>) => Promise<unknown>,
][] = [
  [
    'sqs:CreateQueue',
    'sqs:TagQueue',
    (c, QueueName, tags) => new SQSClient(c).send(new CreateQueueCommand({ QueueName, tags })),
  ],
  [
    'sns:CreateTopic',
    'sns:TagResource',
    (c, Name, tags) => new SNSClient(c).send(new CreateTopicCommand({ Name, Tags: List(tags) })),
  ],
  [
    'events:CreateEventBus',
    'events:TagResource',
    (c, Name, tags) => new EventBridgeClient(c).send(new CreateEventBusCommand({ Name, Tags: List(tags) })),
  ],
  [
    'events:PutRule',
    'events:TagResource',
    (c, Name, tags) =>
      new EventBridgeClient(c).send(new PutRuleCommand({ Name, EventPattern: '{"source":["a"]}', Tags: List(tags) })),
  ],
  [
    'logs:CreateLogGroup',
    'logs:TagResource',
    (c, logGroupName, tags) =>
      new CloudWatchLogsClient(c).send(new CreateLogGroupCommand({ logGroupName, ...(tags.team ? { tags } : {}) })),
  ],
  [
    'iam:CreateRole',
    'iam:TagRole',
    (c, RoleName, tags) =>
      new IAMClient(c).send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust, Tags: List(tags) })),
  ],
  [
    'secretsmanager:CreateSecret',
    'secretsmanager:TagResource',
    (c, Name, tags) => new SecretsManagerClient(c).send(new CreateSecretCommand({ Name, Tags: List(tags) })),
  ],
  [
    'kms:CreateKey',
    'kms:TagResource',
    (c, Description, tags) =>
      new KMSClient(c).send(
        new CreateKeyCommand({
          Description,
          Tags: Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
        }),
      ),
  ],
  [
    'dynamodb:CreateTable',
    'dynamodb:TagResource',
    (c, TableName, tags) =>
      new DynamoDBClient(c).send(
        new CreateTableCommand({
          TableName,
          Tags: List(tags),
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'a', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }],
        }),
      ),
  ],
  [
    'lambda:CreateFunction',
    'lambda:TagResource',
    (c, FunctionName, Tags) =>
      new LambdaClient(c).send(
        new CreateFunctionCommand({
          FunctionName,
          Tags,
          Role: ROLE,
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Code: { ZipFile },
        }),
      ),
  ],
  [
    'states:CreateStateMachine',
    'states:TagResource',
    (c, name, tags) =>
      new SFNClient(c).send(
        new CreateStateMachineCommand({
          name,
          tags: list(tags),
          roleArn: ROLE,
          definition: JSON.stringify({ StartAt: 'S', States: { S: { Type: 'Succeed' } } }),
        }),
      ),
  ],
  [
    'states:CreateActivity',
    'states:TagResource',
    (c, name, tags) => new SFNClient(c).send(new CreateActivityCommand({ name, tags: list(tags) })),
  ],
];

let serial = 0;
const whoMay = (...allowed: object[]): Promise<Client> =>
  clientOf(emulator, `caller-${++serial}`, [{ Action: 'iam:PassRole' }, ...allowed]);
const named = (): string => `made-${++serial}`;

describe.each(CALLS)('%s', (action, tagAction, make) => {
  it('needs no leave to tag where there are no tags', async () => {
    await expect(make(await whoMay({ Action: action }), named(), {})).resolves.toBeDefined();
  });

  it(`needs ${tagAction} where there are`, async () => {
    await expect(make(await whoMay({ Action: action }), named(), { team: 'a' })).rejects.toMatchObject({
      message: expect.stringContaining(`is not authorized to perform: ${tagAction} on resource: `),
    });
    await expect(make(await whoMay({ Action: [action, tagAction] }), named(), { team: 'a' })).resolves.toBeDefined();
  });

  it('tells its tags to conditions', async () => {
    const Condition = {
      StringEquals: { 'aws:RequestTag/Team': 'a' },
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'cost'] },
    };
    const client = await whoMay({ Action: [action, tagAction], Condition });
    await expect(make(client, named(), { team: 'a', cost: '1' })).resolves.toBeDefined();
    for (const tags of [{}, { team: 'b' }, { team: 'a', other: 'x' }] as Record<string, string>[])
      await expect(make(client, named(), tags)).rejects.toMatchObject({ message: expect.stringContaining(action) });
  });
});

it('a version that is published with its machine needs leave to be', async () => {
  const client = await whoMay({ Action: 'states:CreateStateMachine' });
  const definition = JSON.stringify({ StartAt: 'S', States: { S: { Type: 'Succeed' } } });
  const create = new CreateStateMachineCommand({ name: named(), definition, roleArn: ROLE, publish: true });
  await expect(new SFNClient(client).send(create)).rejects.toMatchObject({
    message: expect.stringContaining('is not authorized to perform: states:PublishStateMachineVersion'),
  });
});
