import { CloudWatchClient, GetMetricStatisticsCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { EventBridgeClient, PutEventsCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateStateMachineCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { CreateTopicCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';

let emulator: TestEmulator;
let cloudwatch: CloudWatchClient;

beforeAll(async () => {
  emulator = await testEmulator();
  cloudwatch = new CloudWatchClient(emulator.client);
});
afterAll(() => emulator.stop());

/** The sum of a metric in the hour around. */
async function sumOf(Namespace: string, MetricName: string, Dimensions: Record<string, string>): Promise<number> {
  const now = emulator.clock?.now() ?? 0;
  const { Datapoints = [] } = await cloudwatch.send(
    new GetMetricStatisticsCommand({
      Namespace,
      MetricName,
      Dimensions: Object.entries(Dimensions).map(([Name, Value]) => ({ Name, Value })),
      StartTime: new Date(now - 1800_000),
      EndTime: new Date(now + 1800_000),
      Period: 3600,
      Statistics: ['Sum'],
    }),
  );
  return Datapoints[0]?.Sum ?? 0;
}

it('counts what EventBridge could not deliver', async () => {
  const events = new EventBridgeClient(emulator.client);
  await new SQSClient(emulator.client).send(new CreateQueueCommand({ QueueName: 'closed' }));
  await events.send(new PutRuleCommand({ Name: 'orders', EventPattern: '{"source":["shop"]}' }));
  await events.send(
    new PutTargetsCommand({
      Rule: 'orders',
      Targets: [
        { Id: 'q', Arn: 'arn:aws:sqs:us-east-1:000000000000:closed', RetryPolicy: { MaximumRetryAttempts: 0 } },
      ],
    }),
  );
  const Entries = [1, 2].map(() => ({ Source: 'shop', DetailType: 'placed', Detail: '{}' }));
  await events.send(new PutEventsCommand({ Entries }));
  await emulator.clock?.advance(60_000);
  expect(await sumOf('AWS/Events', 'FailedInvocations', { RuleName: 'orders' })).toBe(2);
  expect(await sumOf('AWS/Events', 'Invocations', { RuleName: 'orders' })).toBe(2);
});

it('counts executions by how they end', async () => {
  const { Role } = await new IAMClient(emulator.client).send(
    new CreateRoleCommand({
      RoleName: 'machine',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      }),
    }),
  );
  const sfn = new SFNClient(emulator.client);
  const { stateMachineArn = '' } = await sfn.send(
    new CreateStateMachineCommand({
      name: 'failing',
      roleArn: Role?.Arn,
      definition: JSON.stringify({ StartAt: 'F', States: { F: { Type: 'Fail', Error: 'No' } } }),
    }),
  );
  await sfn.send(new StartExecutionCommand({ stateMachineArn }));
  await emulator.clock?.advance(1000);
  const of = (name: string) => sumOf('AWS/States', name, { StateMachineArn: stateMachineArn });
  expect([await of('ExecutionsStarted'), await of('ExecutionsFailed'), await of('ExecutionsSucceeded')]).toEqual([
    1, 1, 0,
  ]);
});

it('counts what is published', async () => {
  const sns = new SNSClient(emulator.client);
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'counted' }));
  for (const Message of ['a', 'b', 'c']) await sns.send(new PublishCommand({ TopicArn, Message }));
  expect(await sumOf('AWS/SNS', 'NumberOfMessagesPublished', { TopicName: 'counted' })).toBe(3);
  const { Metrics } = await cloudwatch.send(new ListMetricsCommand({ Namespace: 'AWS/SNS' }));
  expect(Metrics?.map(({ MetricName }) => MetricName)).toEqual(['NumberOfMessagesPublished']);
});
