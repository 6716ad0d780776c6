import type { PutMetricAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import { parseArn } from '../../../core/arn.ts';
import { missing, validation } from '../errors.ts';
import { checkQueries } from '../metrics/queries.ts';
import { checkPeriod, statisticOf } from '../metrics/statistics.ts';
import { canAct } from './actions.ts';
import { periodOf } from './alarm-period.ts';
import { COMPARISONS } from './evaluate.ts';

type Input = PutMetricAlarmCommandInput;

const DAY = 86_400;
const WEEK = 7 * DAY;
const MISSING = ['breaching', 'notBreaching', 'ignore', 'missing'];
/** What AWS has and this emulator has not. */
const ABSENT = [
  'ThresholdMetricId',
  'EvaluationWindow',
  'WarmUpConfiguration',
  'EvaluationCriteria',
  'EvaluationInterval',
  'ActionConfiguration',
  'EvaluateLowSampleCountPercentile',
] as const;

/** @throws AwsError `ValidationException` where a target is no ARN, or of a service alarms cannot act on here */
export function checkActions(...lists: readonly (readonly string[] | undefined)[]): void {
  for (const arn of lists.flatMap((list) => list ?? [])) {
    if (!parseArn(arn)) throw validation(`Invalid arn syntax: ${arn}`);
    if (!canAct(arn)) throw validation(`Action on ${arn} is not available on this endpoint.`);
  }
}

function checkSingle(input: Input): void {
  const { Statistic, ExtendedStatistic, MetricName, Namespace, Period } = input;
  if (MetricName === undefined) throw missing('MetricName');
  if (Namespace === undefined) throw missing('Namespace');
  if (Period === undefined) throw missing('Period');
  if (Statistic === undefined && ExtendedStatistic === undefined)
    throw validation('Either Statistic or ExtendedStatistic must be specified.');
  if (Statistic !== undefined && ExtendedStatistic !== undefined)
    throw validation(
      'The parameters Statistic and ExtendedStatistic are mutually exclusive and you have specified both.',
    );
  checkPeriod(Period);
  statisticOf(Statistic ?? ExtendedStatistic ?? '');
}

function checkMath(input: Input): void {
  const { Metrics = [] } = input;
  if (input.MetricName !== undefined || input.Period !== undefined || input.Statistic !== undefined)
    throw validation('The parameter Metrics must not be specified together with MetricName, Period or Statistic.');
  checkQueries(Metrics, 'Metrics');
  if (Metrics.filter(({ ReturnData = true }) => ReturnData).length !== 1)
    throw validation('Exactly one element of the metrics list should return data.');
}

/** @throws AwsError `ValidationException`, `MissingRequiredParameterException` */
export function checkMetricAlarm(input: Input): void {
  for (const name of ABSENT)
    if (input[name] !== undefined) throw validation(`The parameter ${name} is not available on this endpoint.`);
  if (input.Metrics) checkMath(input);
  else checkSingle(input);
  const { ComparisonOperator, EvaluationPeriods, Threshold, DatapointsToAlarm, TreatMissingData } = input;
  if (EvaluationPeriods === undefined) throw missing('EvaluationPeriods');
  if (ComparisonOperator === undefined) throw missing('ComparisonOperator');
  if (Threshold === undefined) throw missing('Threshold');
  if (!Object.hasOwn(COMPARISONS, ComparisonOperator))
    throw validation(
      `The comparison operator ${ComparisonOperator} is only for anomaly detection, which is not available on this endpoint.`,
    );
  if (DatapointsToAlarm !== undefined && DatapointsToAlarm > EvaluationPeriods)
    throw validation('The value of parameter DatapointsToAlarm must be less than or equal to EvaluationPeriods.');
  if (TreatMissingData !== undefined && !MISSING.includes(TreatMissingData))
    throw validation(`The value ${TreatMissingData} for parameter TreatMissingData is not supported.`);
  const period = periodOf(input);
  const [most, words] = period >= 3600 ? [WEEK, 'seven days'] : [DAY, 'a day'];
  if (EvaluationPeriods * period > most) {
    throw validation(
      `Metrics cannot be checked across more than ${words} (EvaluationPeriods * Period must be <= ${most}).`,
    );
  }
  checkActions(input.AlarmActions, input.OKActions, input.InsufficientDataActions);
}
