import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DeleteDashboardsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DisableAlarmActionsCommand,
  GetDashboardCommand,
  ListDashboardsCommand,
  ListTagsForResourceCommand,
  PutCompositeAlarmCommand,
  PutDashboardCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';

let emulator: TestEmulator;
let cloudwatch: CloudWatchClient;
let sqs: SQSClient;

beforeAll(async () => {
  emulator = await testEmulator();
  cloudwatch = new CloudWatchClient(emulator.client);
  sqs = new SQSClient(emulator.client);
});
afterAll(() => emulator.stop());

const put = (Namespace: string, Value: number) =>
  cloudwatch.send(new PutMetricDataCommand({ Namespace, MetricData: [{ MetricName: 'm', Value }] }));
const alarm = (AlarmName: string, more: Partial<PutMetricAlarmCommandInput> = {}) =>
  cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName,
      Namespace: AlarmName,
      MetricName: 'm',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      ...more,
    }),
  );
const stateOf = async (name: string) => {
  const { MetricAlarms = [], CompositeAlarms = [] } = await cloudwatch.send(
    new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] }),
  );
  return (MetricAlarms[0] ?? CompositeAlarms[0])?.StateValue;
};
const minutes = (n: number) => emulator.clock?.advance(n * 60_000);

/** A topic, and a queue that hears it. */
async function topicWithQueue(
  name: string,
): Promise<{ topic: string; received(): Promise<Record<string, unknown>[]> }> {
  const sns = new SNSClient(emulator.client);
  const { TopicArn: topic = '' } = await sns.send(new CreateTopicCommand({ Name: name }));
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName: name, Attributes: { VisibilityTimeout: '43200' } }),
  );
  const arn = `arn:aws:sqs:us-east-1:000000000000:${name}`;
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: arn },
    ],
  });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  await sns.send(
    new SubscribeCommand({
      TopicArn: topic,
      Protocol: 'sqs',
      Endpoint: arn,
      Attributes: { RawMessageDelivery: 'true' },
    }),
  );
  return {
    topic,
    async received() {
      await emulator.clock?.advance(10);
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      return Messages.map(({ Body = '{}' }) => JSON.parse(Body) as Record<string, unknown>);
    },
  };
}

it('goes to ALARM and back, tells its topic and remembers', async () => {
  const { topic, received } = await topicWithQueue('alarms');
  await alarm('orders', {
    AlarmActions: [topic],
    OKActions: [topic],
    TreatMissingData: 'notBreaching',
    AlarmDescription: 'D',
  });
  expect(await stateOf('orders')).toBe('INSUFFICIENT_DATA');
  await put('orders', 2);
  await minutes(1);
  expect(await stateOf('orders')).toBe('ALARM');
  expect(await received()).toEqual([
    expect.objectContaining({
      AlarmName: 'orders',
      AlarmDescription: 'D',
      NewStateValue: 'ALARM',
      OldStateValue: 'INSUFFICIENT_DATA',
      NewStateReason:
        'Threshold Crossed: 1 datapoint [2.0 (23/11/26 12:00:00)] was greater than or equal to the threshold (1.0).',
      StateChangeTime: '2026-11-23T12:01:00.000+0000',
      Region: 'US East (N. Virginia)',
      AlarmArn: 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:orders',
      Trigger: expect.objectContaining({ MetricName: 'm', Statistic: 'SUM', Threshold: 1, Dimensions: [] }),
    }),
  ]);
  await minutes(3);
  expect(await stateOf('orders')).toBe('OK');
  expect((await received()).map(({ NewStateValue }) => NewStateValue)).toEqual(['OK']);
  const { AlarmHistoryItems = [] } = await cloudwatch.send(new DescribeAlarmHistoryCommand({ AlarmName: 'orders' }));
  expect(AlarmHistoryItems.map(({ HistoryItemType: type }) => type)).toEqual([
    'Action',
    'StateUpdate',
    'Action',
    'StateUpdate',
    'ConfigurationUpdate',
  ]);
});

it('sees messages in a dead letter queue', async () => {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'dead' }));
  await alarm('dead-letters', {
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Dimensions: [{ Name: 'QueueName', Value: 'dead' }],
    Statistic: 'Maximum',
  });
  await minutes(1);
  expect(await stateOf('dead-letters')).toBe('OK');
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
  await minutes(1);
  expect(await stateOf('dead-letters')).toBe('ALARM');
});

it('asks for so many of the last datapoints', async () => {
  await alarm('several', { EvaluationPeriods: 3, DatapointsToAlarm: 2 });
  for (const value of [1, 0, 1]) {
    await put('several', value);
    await minutes(1);
  }
  expect(await stateOf('several')).toBe('ALARM');
});

it('watches an expression', async () => {
  const Metric = { Namespace: 'math', MetricName: 'm' };
  await cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName: 'math',
      EvaluationPeriods: 1,
      Threshold: 50,
      ComparisonOperator: 'GreaterThanThreshold',
      Metrics: [
        { Id: 'm', ReturnData: false, MetricStat: { Metric, Period: 60, Stat: 'Sum' } },
        { Id: 'e', Expression: 'm * 10' },
      ],
    }),
  );
  await put('math', 6);
  await minutes(1);
  expect(await stateOf('math')).toBe('ALARM');
});

it('stands on other alarms, which then cannot be deleted', async () => {
  await alarm('child-a');
  await alarm('child-b');
  await cloudwatch.send(
    new PutCompositeAlarmCommand({ AlarmName: 'parent', AlarmRule: 'ALARM(child-a) AND NOT ALARM("child-b")' }),
  );
  expect(await stateOf('parent')).toBe('OK');
  const set = (AlarmName: string) =>
    cloudwatch.send(new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'test' }));
  await set('child-a');
  expect(await stateOf('parent')).toBe('ALARM');
  await set('child-b');
  expect(await stateOf('parent')).toBe('OK');
  const remove = (...AlarmNames: string[]) => cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames }));
  await expect(remove('child-a')).rejects.toMatchObject({ name: 'ResourceConflict' });
  await remove('parent', 'child-a', 'child-b');
});

it('does nothing while its actions are switched off', async () => {
  const { topic, received } = await topicWithQueue('silent');
  await alarm('silent', { AlarmActions: [topic] });
  await cloudwatch.send(new DisableAlarmActionsCommand({ AlarmNames: ['silent'] }));
  await put('silent', 2);
  await minutes(1);
  expect(await stateOf('silent')).toBe('ALARM');
  expect(await received()).toEqual([]);
});

it('keeps dashboards and tags', async () => {
  const DashboardBody = '{"widgets":[{"type":"text","properties":{"markdown":"x"}}]}';
  await cloudwatch.send(new PutDashboardCommand({ DashboardName: 'main', DashboardBody }));
  const found = await cloudwatch.send(new GetDashboardCommand({ DashboardName: 'main' }));
  expect(found).toMatchObject({ DashboardBody, DashboardArn: 'arn:aws:cloudwatch::000000000000:dashboard/main' });
  const { DashboardEntries } = await cloudwatch.send(new ListDashboardsCommand({}));
  expect(DashboardEntries?.[0]).toMatchObject({ DashboardName: 'main', Size: DashboardBody.length });
  await cloudwatch.send(new DeleteDashboardsCommand({ DashboardNames: ['main'] }));
  await alarm('tagged', { Tags: [{ Key: 'a', Value: '1' }] });
  const ResourceARN = 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:tagged';
  expect((await cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags).toEqual([
    { Key: 'a', Value: '1' },
  ]);
});

const dashboard = (DashboardBody: string) =>
  cloudwatch.send(new PutDashboardCommand({ DashboardName: 'bad', DashboardBody }));

it.each<[string, () => Promise<unknown>, string]>([
  ['no statistic', () => alarm('x', { Statistic: undefined }), 'ValidationException'],
  ['two statistics', () => alarm('x', { ExtendedStatistic: 'p99' }), 'ValidationException'],
  ['no period', () => alarm('x', { Period: undefined }), 'MissingRequiredParameterException'],
  ['no threshold', () => alarm('x', { Threshold: undefined }), 'MissingRequiredParameterException'],
  ['a period of 45 seconds', () => alarm('x', { Period: 45 }), 'InvalidParameterValueException'],
  ['more than a day', () => alarm('x', { Period: 300, EvaluationPeriods: 289 }), 'ValidationException'],
  ['more datapoints than periods', () => alarm('x', { DatapointsToAlarm: 2 }), 'ValidationException'],
  ['an unknown treatment', () => alarm('x', { TreatMissingData: 'maybe' }), 'ValidationException'],
  ['an action that is no ARN', () => alarm('x', { AlarmActions: ['mail me'] }), 'ValidationException'],
  [
    'an action on a service it has not',
    () => alarm('x', { AlarmActions: ['arn:aws:automate:us-east-1:ec2:stop'] }),
    'ValidationException',
  ],
  [
    'a rule on an alarm that is not there',
    () => cloudwatch.send(new PutCompositeAlarmCommand({ AlarmName: 'c', AlarmRule: 'ALARM(nobody)' })),
    'ValidationException',
  ],
  [
    'a malformed rule',
    () => cloudwatch.send(new PutCompositeAlarmCommand({ AlarmName: 'c', AlarmRule: 'ALARM(' })),
    'ValidationException',
  ],
  [
    'the state of an alarm that is not there',
    () => cloudwatch.send(new SetAlarmStateCommand({ AlarmName: 'nobody', StateValue: 'OK', StateReason: 'x' })),
    'ResourceNotFound',
  ],
  [
    'reason data that is no JSON',
    () =>
      cloudwatch.send(
        new SetAlarmStateCommand({ AlarmName: 'orders', StateValue: 'ALARM', StateReason: 'x', StateReasonData: '{' }),
      ),
    'InvalidFormatFault',
  ],
  ['a dashboard that is no JSON', () => dashboard('no'), 'DashboardInvalidInputError'],
  ['a dashboard without widgets', () => dashboard('{}'), 'DashboardInvalidInputError'],
  ['a widget without a type', () => dashboard('{"widgets":[{}]}'), 'DashboardInvalidInputError'],
  [
    'a dashboard that is not there',
    () => cloudwatch.send(new GetDashboardCommand({ DashboardName: 'no' })),
    'ResourceNotFound',
  ],
])('refuses %s', async (_name, send, name) => {
  await expect(send()).rejects.toMatchObject({ name });
});
