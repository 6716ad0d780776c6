import { CloudWatchLogsClient, CreateLogGroupCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateTableCommand, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateActivityCommand,
  GetActivityTaskCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { type StatesWorld, statesWorld } from '../../../../support/states.ts';

let emulator: TestEmulator;
let world: StatesWorld;
let sqs: SQSClient;
let serial = 0;

beforeAll(async () => {
  emulator = await testEmulator();
  world = await statesWorld(emulator);
  sqs = new SQSClient(emulator.client);
  await new DynamoDBClient(emulator.client).send(
    new CreateTableCommand({
      TableName: 'things',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    }),
  );
  await emulator.clock?.advance(10_000);
});
afterAll(() => emulator.stop());

const task = (Resource: string, Parameters: object, more: object = {}) => ({
  A: { Type: 'Task', Resource: `arn:aws:states:::${Resource}`, Parameters, End: true, ...more },
});
const queue = async (): Promise<string> =>
  (await sqs.send(new CreateQueueCommand({ QueueName: `tasks-${++serial}` }))).QueueUrl ?? '';
const message = async (QueueUrl: string): Promise<string> => {
  for (;;) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    if (Messages[0]?.Body !== undefined) return Messages[0].Body;
  }
};
const run = async (states: object, input: unknown = {}, more: object = {}) =>
  world.ended(await world.start(await world.machine(states, more), input));

describe('integrations', () => {
  it('put an item and read it, by the optimised one and by aws-sdk', async () => {
    const item = { id: { S: 'a' }, n: { N: '1' } };
    const put = await run(task('dynamodb:putItem', { TableName: 'things', 'Item.$': '$' }), item);
    expect(JSON.parse(put.output ?? '')).toMatchObject({ SdkHttpMetadata: { HttpStatusCode: 200 } });
    const got = await run(task('aws-sdk:dynamodb:getItem', { TableName: 'things', Key: { id: { S: 'a' } } }));
    expect(JSON.parse(got.output ?? '')).toEqual({ Item: item });
    const { Item } = await new DynamoDBClient(emulator.client).send(
      new GetItemCommand({ TableName: 'things', Key: { id: { S: 'a' } } }),
    );
    expect(Item).toEqual(item);
  });

  it('send a message whose body is no text as JSON', async () => {
    const QueueUrl = await queue();
    const done = await run(task('sqs:sendMessage', { QueueUrl, MessageBody: { a: 1 } }));
    expect(done.status).toBe('SUCCEEDED');
    expect(await message(QueueUrl)).toBe('{"a":1}');
  });

  it('put events, and fail where one of them is refused', async () => {
    const Entries = [
      { Source: 's', DetailType: 't', Detail: { a: 1 } },
      { DetailType: 't', Detail: {} },
    ];
    expect((await run(task('events:putEvents', { Entries: [Entries[0]] }))).status).toBe('SUCCEEDED');
    const failed = await run(task('events:putEvents', { Entries }));
    expect(failed).toMatchObject({ status: 'FAILED', error: 'EventBridge.FailedEntry' });
    expect(JSON.parse(failed.cause ?? '')).toMatchObject({ FailedEntryCount: 1 });
  });

  it.each([
    ['.sync', (output: unknown) => expect(output).toMatchObject({ Status: 'SUCCEEDED', Output: '{"x":1}' })],
    ['.sync:2', (output: unknown) => expect(output).toMatchObject({ Status: 'SUCCEEDED', Output: { x: 1 } })],
  ])('wait for a child execution with %s', async (pattern, check) => {
    const StateMachineArn = await world.machine({ A: { Type: 'Wait', Seconds: 5, End: true } });
    const executionArn = await world.start(
      await world.machine(task(`states:startExecution${pattern}`, { StateMachineArn, Input: { x: 1 } })),
    );
    while ((await world.describe(executionArn)).status === 'RUNNING') await emulator.clock?.advance(1_000);
    check(JSON.parse((await world.describe(executionArn)).output ?? ''));
    expect((await world.history(executionArn)).map(({ type }) => type)).toContain('TaskSubmitted');
  });

  it('fail with what the child failed with', async () => {
    const StateMachineArn = await world.machine({ A: { Type: 'Fail', Error: 'E', Cause: 'C' } });
    const failed = await run(task('states:startExecution.sync', { StateMachineArn }));
    expect(failed).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
    expect(JSON.parse(failed.cause ?? '')).toMatchObject({ Status: 'FAILED', Error: 'E', Cause: 'C' });
  });

  it('stop the child when they are stopped', async () => {
    const StateMachineArn = await world.machine({ A: { Type: 'Wait', Seconds: 500, End: true } });
    const executionArn = await world.start(
      await world.machine(task('states:startExecution.sync', { StateMachineArn, Name: 'child' })),
    );
    const childArn = `${StateMachineArn.replace(':stateMachine:', ':execution:')}:child`;
    while ((await world.describe(childArn).catch(() => undefined))?.status !== 'RUNNING');
    await world.sfn.send(new StopExecutionCommand({ executionArn }));
    expect((await world.ended(childArn)).status).toBe('ABORTED');
  });

  it.each([
    [
      'a table that is not there',
      'dynamodb:getItem',
      { TableName: 'none', Key: { id: { S: 'a' } } },
      'DynamoDB.ResourceNotFoundException',
      /Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ResourceNotFoundException; Request ID: [\w-]+; Proxy: null\)$/,
    ],
    [
      'the same by aws-sdk',
      'aws-sdk:dynamodb:getItem',
      { TableName: 'none', Key: { id: { S: 'a' } } },
      'DynamoDb.ResourceNotFoundException',
      /\(Service: DynamoDb, Status Code: 400, Request ID: [\w-]+\) \(SDK Attempt Count: 1\)$/,
    ],
    [
      'a queue that is not there',
      'sqs:sendMessage',
      { QueueUrl: 'http://x/000000000000/none', MessageBody: 'x' },
      'SQS.AmazonSQSException',
      /Service: AmazonSQS/,
    ],
    [
      'a machine that is not there',
      'states:startExecution',
      { StateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:none' },
      'StepFunctions.StateMachineDoesNotExistException',
      /^State Machine Does Not Exist/,
    ],
    [
      'a bucket that is not there',
      'aws-sdk:s3:listObjectsV2',
      { Bucket: 'none-of-these' },
      'S3.NoSuchBucketException',
      /Status Code: 404, Request ID: [^,]+, Extended Request ID: /,
    ],
    [
      'a token that is none',
      'aws-sdk:sfn:sendTaskFailure',
      { TaskToken: 'nonsense' },
      'Sfn.InvalidTokenException',
      /^Invalid Token/,
    ],
    ['a field that the API does not have', 'aws-sdk:sqs:listQueues', { Nonsense: 1 }, 'States.Runtime', /Nonsense/],
    ['a service that is not here', 'aws-sdk:glue:startJobRun', {}, 'States.Runtime', /not supported/],
  ])('fail at %s', async (_name, resource, parameters, error, cause) => {
    const failed = await run(task(resource, parameters));
    expect(failed).toMatchObject({ status: 'FAILED', error });
    expect(failed.cause).toMatch(cause);
  });

  it('may do only what the machine’s role may', async () => {
    const roleArn = await world.role('sqs:ReceiveMessage');
    const failed = await run(task('sqs:sendMessage', { QueueUrl: await queue(), MessageBody: 'x' }), {}, { roleArn });
    expect(failed).toMatchObject({ status: 'FAILED', error: 'SQS.AmazonSQSException' });
    expect(failed.cause).toMatch(/is not authorized to perform: sqs:SendMessage/);
  });
});

describe('callbacks', () => {
  const waiting = (QueueUrl: string, more: object = {}) =>
    task('sqs:sendMessage.waitForTaskToken', { QueueUrl, 'MessageBody.$': '$$.Task.Token' }, more);

  it('end the task once', async () => {
    const QueueUrl = await queue();
    const executionArn = await world.start(await world.machine(waiting(QueueUrl)));
    const taskToken = await message(QueueUrl);
    await world.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{"a":1}' }));
    expect(await world.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"a":1}' });
    await expect(world.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '1' }))).rejects.toMatchObject({
      name: 'TaskTimedOut',
    });
  });

  it('keep it alive by heartbeats, or fail it', async () => {
    const QueueUrl = await queue();
    const executionArn = await world.start(await world.machine(waiting(QueueUrl, { HeartbeatSeconds: 10 })));
    const taskToken = await message(QueueUrl);
    for (let i = 0; i < 3; i++) {
      await emulator.clock?.advance(9_000);
      await world.sfn.send(new SendTaskHeartbeatCommand({ taskToken }));
    }
    await world.sfn.send(new SendTaskFailureCommand({ taskToken, error: 'E', cause: 'C' }));
    expect(await world.ended(executionArn)).toMatchObject({ status: 'FAILED', error: 'E', cause: 'C' });
  });

  it.each([
    ['no JSON', async (taskToken: string) => new SendTaskSuccessCommand({ taskToken, output: '{' }), 'InvalidOutput'],
    [
      'a token that is none',
      async () => new SendTaskSuccessCommand({ taskToken: 'nonsense', output: '1' }),
      'InvalidToken',
    ],
    [
      'another’s proof',
      async (taskToken: string) =>
        new SendTaskHeartbeatCommand({ taskToken: taskToken.replace(/.(?=.{8}$)/, (c) => (c === 'A' ? 'B' : 'A')) }),
      'TaskDoesNotExist',
    ],
  ])('refuse %s', async (_name, command, code) => {
    const QueueUrl = await queue();
    await world.start(await world.machine(waiting(QueueUrl)));
    const made = (await command(await message(QueueUrl))) as SendTaskHeartbeatCommand;
    await expect(world.sfn.send(made)).rejects.toMatchObject({ name: code });
  });
});

describe('activities', () => {
  it('give their tasks to workers in order', async () => {
    const { activityArn = '' } = await world.sfn.send(new CreateActivityCommand({ name: 'work' }));
    const machine = await world.machine({
      A: { Type: 'Task', Resource: activityArn, TimeoutSeconds: 60, HeartbeatSeconds: 10, End: true },
    });
    const arns = [await world.start(machine, { n: 1 }), await world.start(machine, { n: 2 })];
    const first = await world.sfn.send(new GetActivityTaskCommand({ activityArn, workerName: 'w' }));
    expect(first.input).toBe('{"n":1}');
    await world.sfn.send(new SendTaskSuccessCommand({ taskToken: first.taskToken, output: '"done"' }));
    expect((await world.ended(arns[0] ?? '')).output).toBe('"done"');
    expect((await world.history(arns[0] ?? '')).map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'ActivityScheduled',
      'ActivityStarted',
      'ActivitySucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    await emulator.clock?.advance(60_000);
    expect(await world.ended(arns[1] ?? '')).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });

  it('wake a worker that waits', async () => {
    const { activityArn = '' } = await world.sfn.send(new CreateActivityCommand({ name: 'later' }));
    const waiting = world.sfn.send(new GetActivityTaskCommand({ activityArn }));
    await world.start(await world.machine({ A: { Type: 'Task', Resource: activityArn, End: true } }), { n: 3 });
    expect((await waiting).input).toBe('{"n":3}');
  });
});

describe('what is told of executions', () => {
  it('are the lines in the log group that the level asks for', async () => {
    const logs = new CloudWatchLogsClient(emulator.client);
    const group = async (level: string, includeExecutionData: boolean) => {
      const logGroupName = `states-${level}`;
      await logs.send(new CreateLogGroupCommand({ logGroupName }));
      const logGroupArn = `arn:aws:logs:us-east-1:000000000000:log-group:${logGroupName}:*`;
      const loggingConfiguration = {
        level,
        includeExecutionData,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn } }],
      };
      await run(
        { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Fail', Error: 'E' } },
        { secret: 1 },
        { loggingConfiguration },
      );
      for (;;) {
        const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
        if (events.length > 0)
          return events.map(({ message = '' }) => JSON.parse(message) as { type: string; details: object });
      }
    };
    expect((await group('ALL', false)).map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'FailStateEntered',
      'ExecutionFailed',
    ]);
    expect((await group('FATAL', true)).map(({ type }) => type)).toEqual(['ExecutionFailed']);
  });

  it('is refused where the role may not let the logs in, or there is no group', async () => {
    const logging = (name: string) => ({
      level: 'ALL',
      destinations: [
        { cloudWatchLogsLogGroup: { logGroupArn: `arn:aws:logs:us-east-1:000000000000:log-group:${name}:*` } },
      ],
    });
    const pass = { A: { Type: 'Pass', End: true } };
    await expect(world.machine(pass, { loggingConfiguration: logging('none') })).rejects.toMatchObject({
      name: 'InvalidLoggingConfiguration',
    });
    const roleArn = await world.role('sqs:*');
    await expect(world.machine(pass, { loggingConfiguration: logging('states-ALL'), roleArn })).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  it('are events on the default bus', async () => {
    const events = new EventBridgeClient(emulator.client);
    const QueueUrl = await queue();
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
    const Arn = Attributes?.QueueArn ?? '';
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: Arn },
      ],
    });
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
    await events.send(
      new PutRuleCommand({
        Name: 'states',
        EventPattern: JSON.stringify({ source: ['aws.states'], detail: { status: ['FAILED'] } }),
      }),
    );
    await events.send(new PutTargetsCommand({ Rule: 'states', Targets: [{ Id: 'q', Arn }] }));
    await emulator.clock?.advance(5_000);
    const failed = await run({ A: { Type: 'Fail', Error: 'E' } });
    await emulator.clock?.advance(1_000);
    const event = JSON.parse(await message(QueueUrl)) as { 'detail-type': string; detail: object; resources: string[] };
    expect(event['detail-type']).toBe('Step Functions Execution Status Change');
    expect(event.resources).toEqual([failed.executionArn]);
    expect(event.detail).toMatchObject({ status: 'FAILED', error: 'E', input: '{}', inputDetails: { included: true } });
  });
});
