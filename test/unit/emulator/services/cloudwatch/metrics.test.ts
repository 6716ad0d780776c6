import {
  CloudWatchClient,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  type MetricDataQuery,
  type MetricDatum,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';

let emulator: TestEmulator;
let cloudwatch: CloudWatchClient;
const NOON = Date.UTC(2026, 10, 23, 12);
const minute = (n: number) => new Date(NOON + n * 60_000);

beforeAll(async () => {
  emulator = await testEmulator();
  cloudwatch = new CloudWatchClient(emulator.client);
});
afterAll(() => emulator.stop());

const put = (Namespace: string, ...MetricData: MetricDatum[]) =>
  cloudwatch.send(new PutMetricDataCommand({ Namespace, MetricData }));
const statistics = async (Namespace: string, Statistics: string[], more = {}) => {
  const { Datapoints = [] } = await cloudwatch.send(
    new GetMetricStatisticsCommand({
      Namespace,
      MetricName: 'm',
      StartTime: minute(-10),
      EndTime: minute(10),
      Period: 60,
      Statistics: Statistics as never,
      ...more,
    }),
  );
  return Datapoints.toSorted((a, b) => (a.Timestamp?.getTime() ?? 0) - (b.Timestamp?.getTime() ?? 0));
};
const query = async (queries: MetricDataQuery[], more = {}) =>
  (
    await cloudwatch.send(
      new GetMetricDataCommand({
        MetricDataQueries: queries,
        StartTime: minute(-10),
        EndTime: minute(10),
        ScanBy: 'TimestampAscending',
        ...more,
      }),
    )
  ).MetricDataResults ?? [];
const metric = (Id: string, Namespace: string, Stat = 'Sum', MetricName = 'm', ReturnData = true): MetricDataQuery => ({
  Id,
  ReturnData,
  MetricStat: { Metric: { Namespace, MetricName }, Period: 60, Stat },
});

it('counts values, sets and single ones, by period', async () => {
  await put('Basic', { MetricName: 'm', Value: 4 }, { MetricName: 'm', Values: [1, 3], Counts: [2, 1] });
  await put('Basic', {
    MetricName: 'm',
    Timestamp: minute(-2),
    StatisticValues: { SampleCount: 2, Sum: 10, Minimum: 4, Maximum: 6 },
  });
  const points = await statistics('Basic', ['SampleCount', 'Sum', 'Average', 'Minimum', 'Maximum']);
  expect(points).toEqual([
    { Timestamp: minute(-2), SampleCount: 2, Sum: 10, Average: 5, Minimum: 4, Maximum: 6, Unit: 'None' },
    { Timestamp: minute(0), SampleCount: 4, Sum: 9, Average: 2.25, Minimum: 1, Maximum: 4, Unit: 'None' },
  ]);
  const [whole] = await statistics('Basic', ['Sum'], { Period: 1200 });
  expect(whole?.Sum).toBe(19);
});

it('knows percentiles of values', async () => {
  await put('Percent', { MetricName: 'm', Values: Array.from({ length: 100 }, (_, i) => i + 1) });
  const [p50, p99] = await query([metric('a', 'Percent', 'p50'), metric('b', 'Percent', 'p99')]);
  expect([p50?.Values, p99?.Values]).toEqual([[50], [99]]);
});

it('keeps dimensions and units apart', async () => {
  const Dimensions = [
    { Name: 'b', Value: '2' },
    { Name: 'a', Value: '1' },
  ];
  await put(
    'Apart',
    { MetricName: 'm', Value: 1 },
    { MetricName: 'm', Value: 2, Dimensions },
    { MetricName: 'm', Value: 3, Unit: 'Seconds' },
  );
  expect((await statistics('Apart', ['Sum'], { Dimensions: Dimensions.toReversed() })).map(({ Sum }) => Sum)).toEqual([
    2,
  ]);
  expect((await statistics('Apart', ['Sum'])).map(({ Sum, Unit }) => [Sum, Unit]).toSorted()).toEqual([
    [1, 'None'],
    [3, 'Seconds'],
  ]);
  const { Metrics } = await cloudwatch.send(
    new ListMetricsCommand({ Namespace: 'Apart', Dimensions: [{ Name: 'a' }] }),
  );
  expect(Metrics).toEqual([{ Namespace: 'Apart', MetricName: 'm', Dimensions: Dimensions.toReversed() }]);
});

describe('metric math', () => {
  beforeAll(async () => {
    await put('Math', { MetricName: 'errors', Value: 1 }, { MetricName: 'calls', Value: 4 });
    await put('Math', { MetricName: 'calls', Value: 2, Timestamp: minute(-1) });
  });
  it.each<[string, number[]]>([
    ['100 * errors / calls', [25]],
    ['FILL(errors, 0) / calls', [0, 0.25]],
    ['(calls - 1) ^ 2', [1, 9]],
    ['SUM(METRICS())', [2, 5]],
    ['MAX([errors, calls])', [2, 4]],
    ['IF(calls > 3, 1, 0)', [0, 1]],
    ['-calls + PERIOD(calls)', [58, 56]],
    ['errors / (calls - 4)', []],
  ])('%s', async (Expression, wanted) => {
    const results = await query([
      metric('errors', 'Math', 'Sum', 'errors', false),
      metric('calls', 'Math', 'Sum', 'calls', false),
      { Id: 'e', Expression },
    ]);
    expect(results.map(({ Id, Values }) => [Id, Values])).toEqual([['e', wanted]]);
  });
  it.each(['errors +', 'ANOMALY_DETECTION_BAND(errors)', 'unknown + 1', '1 2', 'e + 1'])(
    'refuses %s',
    async (Expression) => {
      await expect(
        query([metric('errors', 'Math', 'Sum', 'errors', false), { Id: 'e', Expression }]),
      ).rejects.toMatchObject({ name: 'ValidationException' });
    },
  );
});

it('takes metrics from log lines in the embedded format', async () => {
  const logs = new CloudWatchLogsClient(emulator.client);
  const place = { logGroupName: 'emf', logStreamName: 's' };
  await logs.send(new CreateLogGroupCommand({ logGroupName: 'emf' }));
  await logs.send(new CreateLogStreamCommand(place));
  const line = (directive: object, more: object) =>
    JSON.stringify({ _aws: { Timestamp: NOON, CloudWatchMetrics: [directive] }, ...more });
  const directive = { Namespace: 'App', Dimensions: [['service']], Metrics: [{ Name: 'm', Unit: 'Count' }] };
  const messages = [
    line(directive, { service: 'orders', m: [2, 3] }),
    line(directive, { m: 100 }),
    line({ ...directive, Namespace: 'AWS/App' }, { service: 'orders', m: 100 }),
    'no "CloudWatchMetrics" at all',
  ];
  await logs.send(
    new PutLogEventsCommand({ ...place, logEvents: messages.map((message) => ({ message, timestamp: NOON })) }),
  );
  const [point] = await statistics('App', ['Sum', 'SampleCount'], {
    Dimensions: [{ Name: 'service', Value: 'orders' }],
  });
  expect(point).toMatchObject({ Sum: 5, SampleCount: 2, Unit: 'Count' });
});

it('takes a body that the client has compressed', async () => {
  await put(
    'Large',
    ...Array.from({ length: 500 }, () => ({
      MetricName: 'm',
      Value: 1,
      Dimensions: [{ Name: 'name', Value: 'x'.repeat(100) }],
    })),
  );
  const [point] = await statistics('Large', ['Sum'], { Dimensions: [{ Name: 'name', Value: 'x'.repeat(100) }] });
  expect(point?.Sum).toBe(500);
});

it.each<[string, () => Promise<unknown>, string, RegExp]>([
  [
    'a namespace of AWS',
    () => put('AWS/Mine', { MetricName: 'm', Value: 1 }),
    'InvalidParameterValueException',
    /Namespace is invalid/,
  ],
  [
    'no data',
    () => cloudwatch.send(new PutMetricDataCommand({ Namespace: 'X' })),
    'MissingRequiredParameterException',
    /MetricData is required/,
  ],
  [
    'no value',
    () => put('X', { MetricName: 'm' }),
    'MissingRequiredParameterException',
    /MetricData.member.1.Value is required/,
  ],
  [
    'two kinds of value',
    () => put('X', { MetricName: 'm', Value: 1, StatisticValues: { SampleCount: 1, Sum: 1, Minimum: 1, Maximum: 1 } }),
    'InvalidParameterCombinationException',
    /mutually exclusive/,
  ],
  [
    'counts that do not fit',
    () => put('X', { MetricName: 'm', Values: [1, 2], Counts: [1] }),
    'InvalidParameterValueException',
    /same size/,
  ],
  [
    'a time three weeks ago',
    () => put('X', { MetricName: 'm', Value: 1, Timestamp: minute(-3 * 7 * 24 * 60) }),
    'InvalidParameterValueException',
    /two weeks/,
  ],
  [
    'a time of tomorrow',
    () => put('X', { MetricName: 'm', Value: 1, Timestamp: minute(24 * 60) }),
    'InvalidParameterValueException',
    /two hours/,
  ],
  [
    'a unit that is none',
    () => put('X', { MetricName: 'm', Value: 1, Unit: 'Apples' as never }),
    'ValidationException',
    /enum value set/,
  ],
  [
    'a period of 61 seconds',
    () => statistics('X', ['Sum'], { Period: 61 }),
    'InvalidParameterValueException',
    /multiple of 60/,
  ],
  [
    'no statistic',
    () =>
      cloudwatch.send(
        new GetMetricStatisticsCommand({
          Namespace: 'X',
          MetricName: 'm',
          StartTime: minute(0),
          EndTime: minute(1),
          Period: 60,
        }),
      ),
    'InvalidParameterCombinationException',
    /At least one/,
  ],
  [
    'more than 1,440 datapoints',
    () => statistics('X', ['Sum'], { EndTime: minute(2870) }),
    'InvalidParameterCombinationException',
    /up to 2,880 datapoints, which exceeds the limit of 1,440/,
  ],
  [
    'an end before the start',
    () => statistics('X', ['Sum'], { EndTime: minute(-11) }),
    'InvalidParameterValueException',
    /StartTime must be less/,
  ],
  ['an id with a capital', () => query([metric('M', 'X')]), 'ValidationException', /expected pattern/],
  ['an id twice', () => query([metric('m', 'X'), metric('m', 'X')]), 'ValidationException', /not unique/],
  [
    'an unknown statistic',
    () => query([metric('m', 'X', 'tm90')]),
    'InvalidParameterValueException',
    /Stat is not supported/,
  ],
])('refuses %s', async (_name, send, name, message) => {
  await expect(send()).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
});
