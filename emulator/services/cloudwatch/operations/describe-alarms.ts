import type { DescribeAlarmsCommandInput, DescribeAlarmsForMetricCommandInput } from '@aws-sdk/client-cloudwatch';
import type { Operation } from '../../../core/service.ts';
import type { Alarm } from '../alarms/alarm.ts';
import { parseRule } from '../alarms/rule.ts';
import { shownAlarm } from '../alarms/shown-alarm.ts';
import { alarmArn, alarmKey } from '../arns.ts';
import { validation } from '../errors.ts';
import { metricOf } from '../metrics/metric.ts';
import { pageOf } from '../page.ts';
import type { CloudWatchState } from '../state.ts';

const PAGE = 50;

const childrenOf = (alarm: Alarm | undefined): readonly string[] =>
  alarm?.kind === 'composite' ? parseRule(alarm.config.AlarmRule ?? '').alarms : [];
const isNamedIn = (names: readonly string[], alarm: Alarm): boolean =>
  names.includes(alarm.name) || names.includes(alarmArn(alarm, alarm.name));

const actsOn = ({ config }: Alarm, prefix: string): boolean =>
  [config.AlarmActions, config.OKActions, config.InsufficientDataActions].some((actions) =>
    actions?.some((action) => action.startsWith(prefix)),
  );

/** Metric alarms unless another kind is asked for. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
export const describeAlarms: Operation<CloudWatchState, DescribeAlarmsCommandInput, object> = {
  resource: ({ AlarmNames }, context) =>
    AlarmNames && AlarmNames.length > 0 ? AlarmNames.map((name) => alarmArn(context, name)) : alarmArn(context, '*'),
  handle(state, input, context) {
    const { AlarmNames: names, AlarmNamePrefix: prefix, AlarmTypes: types = ['MetricAlarm'] } = input;
    if (names && prefix !== undefined) throw validation('AlarmNamePrefix and AlarmNames are mutually exclusive.');
    const children = input.ChildrenOfAlarmName && state.alarms.get(alarmKey(context, input.ChildrenOfAlarmName));
    const parentsOf = input.ParentsOfAlarmName && state.alarms.get(alarmKey(context, input.ParentsOfAlarmName));
    const alarms = state.alarms
      .values(alarmKey(context, ''))
      .filter(({ kind }) => types.includes(kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm'))
      .filter(({ name }) => (names ? names.includes(name) : prefix === undefined || name.startsWith(prefix)))
      .filter((alarm) => input.StateValue === undefined || alarm.state.value === input.StateValue)
      .filter((alarm) => input.ActionPrefix === undefined || actsOn(alarm, input.ActionPrefix))
      .filter((alarm) => input.ChildrenOfAlarmName === undefined || isNamedIn(childrenOf(children || undefined), alarm))
      .filter((alarm) => !parentsOf || isNamedIn(childrenOf(alarm), parentsOf));
    const { page, next } = pageOf(alarms, input.NextToken, input.MaxRecords ?? PAGE);
    return {
      MetricAlarms: page.filter(({ kind }) => kind === 'metric').map(shownAlarm),
      CompositeAlarms: page.filter(({ kind }) => kind === 'composite').map(shownAlarm),
      ...next,
    };
  },
};

export const describeAlarmsForMetric: Operation<CloudWatchState, DescribeAlarmsForMetricCommandInput, object> = {
  handle(state, input, context) {
    const wanted = JSON.stringify(metricOf(input));
    const alarms = state.alarms.values(alarmKey(context, '')).filter((alarm) => {
      if (alarm.kind !== 'metric') return false;
      const { config } = alarm;
      return (
        JSON.stringify(metricOf(config)) === wanted &&
        (input.Statistic === undefined || config.Statistic === input.Statistic) &&
        (input.ExtendedStatistic === undefined || config.ExtendedStatistic === input.ExtendedStatistic) &&
        (input.Period === undefined || config.Period === input.Period) &&
        (input.Unit === undefined || config.Unit === input.Unit)
      );
    });
    return { MetricAlarms: alarms.map(shownAlarm) };
  },
};
