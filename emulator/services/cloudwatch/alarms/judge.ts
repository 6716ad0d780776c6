import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Instant } from '../../../core/clock.ts';
import { alarmArn } from '../arns.ts';
import { type Point, pointsOf, resolveQueries } from '../metrics/queries.ts';
import type { CloudWatchState } from '../state.ts';
import type { CompositeAlarm, MetricAlarm } from './alarm.ts';
import { periodOf } from './alarm-period.ts';
import { COMPARISONS, EXTRA_PERIODS, evaluate, type MissingData } from './evaluate.ts';
import { reasonDataOf, reasonOf } from './reason.ts';
import { parseRule } from './rule.ts';
import { transition } from './transition.ts';

function read(
  state: CloudWatchState,
  { config, ...place }: MetricAlarm,
  start: Instant,
  end: Instant,
): readonly Point[] {
  if (config.Metrics) {
    const queries: readonly MetricDataQuery[] = config.Metrics;
    return resolveQueries(state.samples, place, queries, start, end).find(({ returned }) => returned)?.points ?? [];
  }
  const stat = {
    Metric: { Namespace: config.Namespace, MetricName: config.MetricName, Dimensions: config.Dimensions },
    Period: config.Period,
    Stat: config.Statistic ?? config.ExtendedStatistic,
    ...(config.Unit === undefined ? {} : { Unit: config.Unit }),
  };
  return pointsOf(state.samples, place, stat, start, end);
}

/** Looks at the periods that have ended by now, and changes the alarm's state where they say so. */
export function judgeMetric(state: CloudWatchState, alarm: MetricAlarm, now: Instant): void {
  const { config } = alarm;
  const { EvaluationPeriods: periods = 1, Threshold = 0 } = config;
  const comparison = COMPARISONS[config.ComparisonOperator ?? ''];
  if (!comparison) return;
  const period = periodOf(config) * 1000;
  const step = Math.min(period, 60_000);
  const end = Math.floor(now / step) * step;
  const range = periods + EXTRA_PERIODS;
  const start = end - range * period;
  const points = read(state, alarm, start, end);
  const newestFirst = Array.from({ length: range }, (_, i) => points.find(({ at }) => at === end - (i + 1) * period));
  const verdict = evaluate(
    newestFirst.map((point) => point?.value),
    {
      periods,
      toAlarm: config.DatapointsToAlarm ?? periods,
      missing: (config.TreatMissingData ?? 'missing') as MissingData,
      breaches: (value) => comparison.holds(value, Threshold),
    },
  );
  const used = verdict.used.flatMap((i) => newestFirst[i] ?? []);
  if (verdict.value === undefined || verdict.value === alarm.state.value) return;
  transition(state, alarm, {
    value: verdict.value,
    reason: reasonOf(alarm, verdict, used),
    data: reasonDataOf(alarm, used, now),
  });
}

/** A composite alarm follows the alarms of its rule. */
export function judgeComposite(state: CloudWatchState, alarm: CompositeAlarm, now: Instant): void {
  const alarms = [...state.alarms.values()].filter(
    ({ accountId, region }) => accountId === alarm.accountId && region === alarm.region,
  );
  const find = (name: string) => alarms.find((each) => each.name === name || alarmArn(each, each.name) === name);
  const { holds, alarms: children } = parseRule(alarm.config.AlarmRule ?? '');
  const value = holds((name) => find(name)?.state.value) ? 'ALARM' : 'OK';
  if (value === alarm.state.value) return;
  const trigger = children
    .flatMap((name) => find(name) ?? [])
    .toSorted((a, b) => b.state.transitioned - a.state.transitioned)[0];
  const at = new Date(trigger?.state.transitioned ?? now).toUTCString();
  transition(state, alarm, {
    value,
    reason: trigger
      ? `${alarmArn(trigger, trigger.name)} transitioned to ${trigger.state.value} at ${at}`
      : `The rule ${alarm.config.AlarmRule} is ${value === 'ALARM'}`,
    data: trigger
      ? JSON.stringify({
          triggeringAlarms: [
            { arn: alarmArn(trigger, trigger.name), state: { value: trigger.state.value, timestamp: at } },
          ],
        })
      : undefined,
  });
}
