import type { MetricDatum, PutMetricDataCommandInput } from '@aws-sdk/client-cloudwatch';
import type { Operation, RequestContext } from '../../../core/service.ts';
import { badCombination, badValue, missing } from '../errors.ts';
import { metricOf } from '../metrics/metric.ts';
import type { CloudWatchState } from '../state.ts';

const MOST = 1000;
const MOST_VALUES = 150;
const OLDEST = 14 * 24 * 3600 * 1000;
const NEWEST = 2 * 3600 * 1000;
/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html */
const LARGEST = 2 ** 360;

interface ValueSet {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}

function checkNumber(value: number, parameter: string): number {
  if (!Number.isFinite(value) || Math.abs(value) > LARGEST)
    throw badValue(`The value ${value} for parameter ${parameter} is invalid.`);
  return value;
}

/** Everything a datum says, as sets of equal values. */
function setsOf({ Value, Values, Counts, StatisticValues: set }: MetricDatum, member: string): ValueSet[] {
  const given = [Value, Values, set].filter((each) => each !== undefined).length;
  if (given === 0) throw missing(`${member}.Value`);
  if (given > 1)
    throw badCombination(
      `The parameters ${member}.Value and ${member}.StatisticValues are mutually exclusive and you have specified both.`,
    );
  if (Value !== undefined) {
    const value = checkNumber(Value, `${member}.Value`);
    return [{ count: 1, sum: value, min: value, max: value }];
  }
  if (Values) {
    if (Values.length > MOST_VALUES)
      throw badValue(`The collection ${member}.Values must not have a size greater than ${MOST_VALUES}.`);
    if (Counts && Counts.length !== Values.length)
      throw badValue(`The parameters ${member}.Values and ${member}.Counts must be of the same size.`);
    return Values.map((each, i) => {
      const value = checkNumber(each, `${member}.Values.member.${i + 1}`);
      const count = checkNumber(Counts?.[i] ?? 1, `${member}.Counts.member.${i + 1}`);
      if (count <= 0) throw badValue(`The value ${count} for parameter ${member}.Counts.member.${i + 1} is invalid.`);
      return { count, sum: value * count, min: value, max: value };
    });
  }
  const { SampleCount: count = 0, Sum: sum = 0, Minimum: min = 0, Maximum: max = 0 } = set ?? {};
  for (const [name, value] of Object.entries({ SampleCount: count, Sum: sum, Minimum: min, Maximum: max }))
    checkNumber(value, `${member}.StatisticValues.${name}`);
  if (count <= 0) throw badValue(`The parameter ${member}.StatisticValues.SampleCount must be greater than 0.`);
  if (min > max)
    throw badCombination(
      `The parameter ${member}.StatisticValues.Minimum must be less than or equal to the parameter ${member}.StatisticValues.Maximum.`,
    );
  return [{ count, sum, min, max }];
}

function timeOf({ Timestamp }: MetricDatum, member: string, { now }: RequestContext): number {
  const at = Timestamp?.getTime() ?? now;
  if (at < now - OLDEST)
    throw badValue(`The parameter ${member}.Timestamp must specify a time no more than two weeks in the past.`);
  if (at > now + NEWEST)
    throw badValue(`The parameter ${member}.Timestamp must specify a time no more than two hours in the future.`);
  return at;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html */
export const putMetricData: Operation<CloudWatchState, PutMetricDataCommandInput, object> = {
  handle({ samples, deps }, { Namespace = '', MetricData, EntityMetricData }, context) {
    if (EntityMetricData) throw badValue('The parameter EntityMetricData is not available on this endpoint.');
    if (!MetricData || MetricData.length === 0) throw missing('MetricData');
    if (/^AWS\//i.test(Namespace)) throw badValue(`The value AWS/ for parameter Namespace is invalid.`);
    if (MetricData.length > MOST)
      throw badValue(`The collection MetricData must not have a size greater than ${MOST}.`);
    const { accountId, region } = context;
    const all = MetricData.flatMap((datum, i) => {
      const member = `MetricData.member.${i + 1}`;
      const { Dimensions = [], StorageResolution = 60, Unit: unit = 'None' } = datum;
      if (StorageResolution !== 1 && StorageResolution !== 60)
        throw badValue(`The parameter ${member}.StorageResolution must be 1 or 60.`);
      if (new Set(Dimensions.map(({ Name }) => Name)).size < Dimensions.length)
        throw badValue(`The parameter ${member}.Dimensions must not contain a name twice.`);
      const metric = { accountId, region, ...metricOf({ ...datum, Namespace }) };
      const at = timeOf(datum, member, context);
      return setsOf(datum, member).map((set) => ({
        metric,
        sample: { ...set, at, unit },
        fine: StorageResolution === 1,
      }));
    });
    deps.store.atomic(() => {
      samples.expire(context.now);
      for (const { metric, sample, fine } of all) samples.add(metric, sample, fine);
    });
    return {};
  },
};
