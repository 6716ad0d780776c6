import type { Instant } from '../../../core/clock.ts';
import type { MetricAlarm } from './alarm.ts';
import { COMPARISONS, type Verdict } from './evaluate.ts';

export interface Point {
  readonly at: Instant;
  readonly value: number;
  readonly count: number;
}

/** A number as Java prints it, which is how CloudWatch does. */
const double = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));

const two = (n: number): string => String(n).padStart(2, '0');
const shortTime = (at: Instant): string => {
  const time = new Date(at);
  return `${two(time.getUTCDate())}/${two(time.getUTCMonth() + 1)}/${two(time.getUTCFullYear() % 100)} ${two(time.getUTCHours())}:${two(time.getUTCMinutes())}:${two(time.getUTCSeconds())}`;
};
/** ISO 8601 with the offset that CloudWatch writes instead of a Z. */
export const offsetTime = (at: Instant): string => new Date(at).toISOString().replace('Z', '+0000');

const many = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Why an alarm changed, in CloudWatch's words. */
export function reasonOf({ config }: MetricAlarm, { value, filled }: Verdict, points: readonly Point[]): string {
  const { Threshold = 0, ComparisonOperator = '', EvaluationPeriods = 1, TreatMissingData } = config;
  if (value === 'INSUFFICIENT_DATA')
    return `Insufficient Data: ${many(filled, 'datapoint')} ${filled === 1 ? 'was' : 'were'} unknown.`;
  const treated = TreatMissingData === 'breaching' ? 'Breaching' : 'NonBreaching';
  if (points.length === 0) {
    return `Threshold Crossed: no datapoints were received for ${many(EvaluationPeriods, 'period')} and ${many(filled, 'missing datapoint')} ${filled === 1 ? 'was' : 'were'} treated as [${treated}].`;
  }
  const comparison = COMPARISONS[ComparisonOperator];
  const isAlarm = value === 'ALARM';
  const shown = isAlarm ? points.filter((point) => comparison?.holds(point.value, Threshold)) : points;
  const listed = shown.map((point) => `${double(point.value)} (${shortTime(point.at)})`).join(', ');
  const toAlarm = config.DatapointsToAlarm ?? EvaluationPeriods;
  const count =
    EvaluationPeriods === 1
      ? many(shown.length, 'datapoint')
      : `${shown.length} out of the last ${EvaluationPeriods} datapoints`;
  const verb = shown.length === 1 && EvaluationPeriods === 1 ? 'was' : shown.length === 1 ? 'was' : 'were';
  const minimum =
    EvaluationPeriods === 1
      ? ''
      : ` (minimum ${many(toAlarm, 'datapoint')} for ${isAlarm ? 'OK -> ALARM' : 'ALARM -> OK'} transition)`;
  return `Threshold Crossed: ${count} [${listed}] ${verb} ${isAlarm ? '' : 'not '}${comparison?.words} the threshold (${double(Threshold)})${minimum}.`;
}

/** The figures behind a reason, as JSON. */
export const reasonDataOf = ({ config }: MetricAlarm, points: readonly Point[], now: Instant): string => {
  const stat = config.Metrics?.find(({ MetricStat }) => MetricStat)?.MetricStat;
  const oldest = points.at(-1);
  return JSON.stringify({
    version: '1.0',
    queryDate: offsetTime(now),
    ...(oldest ? { startDate: offsetTime(oldest.at) } : {}),
    ...(config.Unit ? { unit: config.Unit } : {}),
    statistic: config.Statistic ?? config.ExtendedStatistic ?? stat?.Stat,
    period: config.Period ?? stat?.Period,
    recentDatapoints: points.map(({ value }) => value).toReversed(),
    threshold: config.Threshold,
    evaluatedDatapoints: points.map(({ at, value, count }) => ({
      timestamp: offsetTime(at),
      sampleCount: count,
      value,
    })),
  });
};
