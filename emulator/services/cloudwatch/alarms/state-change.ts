import { alarmArn } from '../arns.ts';
import type { Alarm, AlarmState, MetricAlarm } from './alarm.ts';
import { offsetTime } from './reason.ts';

const parsed = (text: string | undefined): unknown => (text === undefined ? undefined : JSON.parse(text));

/** A state in an alarm's history. */
export const shownState = ({ value, reason, data }: AlarmState) => ({
  stateValue: value,
  stateReason: reason,
  ...(data === undefined ? {} : { stateReasonData: parsed(data) }),
});

const inEvent = ({ value, reason, data, updated }: AlarmState) => ({
  value,
  reason,
  ...(data === undefined ? {} : { reasonData: data }),
  timestamp: offsetTime(updated),
});

const metricsOf = ({ config }: MetricAlarm): object[] => {
  if (config.Metrics) {
    return config.Metrics.map(({ Id, Expression, Label, MetricStat, ReturnData = true }) => ({
      id: Id,
      ...(Expression === undefined ? {} : { expression: Expression }),
      ...(Label === undefined ? {} : { label: Label }),
      ...(MetricStat
        ? {
            metricStat: {
              metric: {
                namespace: MetricStat.Metric?.Namespace,
                name: MetricStat.Metric?.MetricName,
                dimensions: dimensionsOf(MetricStat.Metric?.Dimensions),
              },
              period: MetricStat.Period,
              stat: MetricStat.Stat,
            },
          }
        : {}),
      returnData: ReturnData,
    }));
  }
  return [
    {
      id: 'm1',
      metricStat: {
        metric: {
          namespace: config.Namespace,
          name: config.MetricName,
          dimensions: dimensionsOf(config.Dimensions),
        },
        period: config.Period,
        stat: config.Statistic ?? config.ExtendedStatistic,
      },
      returnData: true,
    },
  ];
};

const dimensionsOf = (
  dimensions: readonly { readonly Name: string | undefined; readonly Value: string | undefined }[] = [],
): Record<string, string> => Object.fromEntries(dimensions.map(({ Name = '', Value = '' }) => [Name, Value]));

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
export const stateChangeDetail = (after: Alarm, before: AlarmState): object => ({
  alarmName: after.name,
  state: inEvent(after.state),
  previousState: inEvent(before),
  configuration: {
    ...(after.kind === 'metric'
      ? { metrics: metricsOf(after) }
      : { alarmRule: after.config.AlarmRule, actionsSuppressor: after.config.ActionsSuppressor }),
    ...(after.config.AlarmDescription === undefined ? {} : { description: after.config.AlarmDescription }),
  },
});

const REGIONS: Readonly<Record<string, string>> = {
  'us-east-1': 'US East (N. Virginia)',
  'us-east-2': 'US East (Ohio)',
  'us-west-1': 'US West (N. California)',
  'us-west-2': 'US West (Oregon)',
  'eu-central-1': 'EU (Frankfurt)',
  'eu-west-1': 'EU (Ireland)',
  'eu-west-2': 'EU (London)',
  'eu-north-1': 'EU (Stockholm)',
  'ap-southeast-1': 'Asia Pacific (Singapore)',
  'ap-southeast-2': 'Asia Pacific (Sydney)',
  'ap-northeast-1': 'Asia Pacific (Tokyo)',
};
const regionName = (region: string): string => REGIONS[region] ?? region;

const trigger = ({ config }: MetricAlarm): object => ({
  ...(config.Metrics
    ? { Metrics: config.Metrics }
    : {
        MetricName: config.MetricName,
        Namespace: config.Namespace,
        StatisticType: config.Statistic ? 'Statistic' : 'ExtendedStatistic',
        ...(config.Statistic
          ? { Statistic: config.Statistic.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase() }
          : { ExtendedStatistic: config.ExtendedStatistic }),
        Unit: config.Unit ?? null,
        Dimensions: (config.Dimensions ?? []).map(({ Name, Value }) => ({ value: Value, name: Name })),
      }),
  Period: config.Period,
  EvaluationPeriods: config.EvaluationPeriods,
  ...(config.DatapointsToAlarm === undefined ? {} : { DatapointsToAlarm: config.DatapointsToAlarm }),
  ComparisonOperator: config.ComparisonOperator,
  Threshold: config.Threshold,
  TreatMissingData: config.TreatMissingData ?? 'missing',
  EvaluateLowSampleCountPercentile: config.EvaluateLowSampleCountPercentile ?? '',
});

/** What a topic gets. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html */
export const notification = (
  after: Alarm,
  before: AlarmState,
): { readonly Subject: string; readonly Message: string } => {
  const { config, state } = after;
  const Subject = `${state.value}: "${after.name}" in ${regionName(after.region)}`;
  return {
    Subject: Subject.length > 100 ? `${Subject.slice(0, 97)}...` : Subject,
    Message: JSON.stringify({
      AlarmName: after.name,
      AlarmDescription: config.AlarmDescription ?? null,
      ...(after.kind === 'composite' ? { AlarmRule: after.config.AlarmRule } : {}),
      AWSAccountId: after.accountId,
      AlarmConfigurationUpdatedTimestamp: offsetTime(after.configured),
      NewStateValue: state.value,
      NewStateReason: state.reason,
      StateChangeTime: offsetTime(state.updated),
      Region: regionName(after.region),
      AlarmArn: alarmArn(after, after.name),
      OldStateValue: before.value,
      OKActions: config.OKActions ?? [],
      AlarmActions: config.AlarmActions ?? [],
      InsufficientDataActions: config.InsufficientDataActions ?? [],
      ...(after.kind === 'metric' ? { Trigger: trigger(after) } : {}),
    }),
  };
};
