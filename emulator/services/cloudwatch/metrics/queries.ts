import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Place } from '../../../core/arn.ts';
import type { Instant } from '../../../core/clock.ts';
import { validation } from '../errors.ts';
import { type MathScope, parseExpression, type Series } from './expression.ts';
import { metricOf } from './metric.ts';
import type { Samples } from './samples.ts';
import { bucketsOf, checkPeriod, statisticOf } from './statistics.ts';

export interface Point {
  readonly at: Instant;
  readonly value: number;
  /** So many values it was made of. */
  readonly count: number;
}

export interface QueryResult {
  readonly id: string;
  readonly label: string;
  readonly returned: boolean;
  /** Oldest first. */
  readonly points: readonly Point[];
}

const ID = /^[a-z][a-zA-Z0-9_]*$/;
const MOST = 500;

/** @throws AwsError `ValidationException` */
export function checkQueries(queries: readonly MetricDataQuery[], parameter = 'MetricDataQueries'): void {
  if (queries.length === 0) throw validation(`The parameter ${parameter} must contain at least one element.`);
  if (queries.length > MOST) throw validation(`The collection ${parameter} must not have a size greater than ${MOST}.`);
  queries.forEach(({ Id: id = '', MetricStat: stat, Expression: expression }, i) => {
    const member = `${parameter}.member.${i + 1}`;
    if (!ID.test(id))
      throw validation(`The value ${id} for parameter ${member}.Id is not matching the expected pattern ${ID.source}.`);
    if ((stat === undefined) === (expression === undefined))
      throw validation(`Exactly one of MetricStat and Expression must be specified for ${member}.`);
    if (stat) {
      checkPeriod(stat.Period ?? 0, `${member}.MetricStat.Period`);
      statisticOf(stat.Stat ?? '');
    } else parseExpression(expression ?? '');
  });
  if (new Set(queries.map(({ Id }) => Id)).size < queries.length)
    throw validation(`The values for parameter id in ${parameter} are not unique.`);
}

type Stat = NonNullable<MetricDataQuery['MetricStat']>;

/** The values of one metric, one a period that has any. */
export function pointsOf(
  samples: Samples,
  place: Place,
  { Metric: metric = {}, Period: seconds = 60, Stat: stat = '', Unit: unit }: Stat,
  start: Instant,
  end: Instant,
): Point[] {
  const statistic = statisticOf(stat);
  const { accountId, region } = place;
  const found = samples
    .read({ accountId, region, ...metricOf(metric) }, start, end)
    .filter((sample) => unit === undefined || sample.unit === unit);
  return bucketsOf(found, start, seconds * 1000).flatMap(({ at, samples: of }) => {
    const value = statistic(of);
    return value === undefined ? [] : [{ at, value, count: of.reduce((sum, { count }) => sum + count, 0) }];
  });
}

const seriesOf = (points: readonly Point[]): Series => new Map(points.map(({ at, value }) => [at, value]));

/** The results of queries, which may refer to each other. @throws AwsError `ValidationException` where they do so in a circle */
export function resolveQueries(
  samples: Samples,
  place: Place,
  queries: readonly MetricDataQuery[],
  start: Instant,
  end: Instant,
): QueryResult[] {
  const done = new Map<string, readonly Point[]>();
  const open = new Set<string>();
  const byId = new Map(queries.map((query) => [query.Id ?? '', query]));
  const metrics = queries.filter(({ MetricStat }) => MetricStat);
  const period = metrics[0]?.MetricStat?.Period ?? 60;

  const resolve = (query: MetricDataQuery): readonly Point[] => {
    const { Id: id = '', MetricStat: stat, Expression: expression = '' } = query;
    const known = done.get(id);
    if (known) return known;
    if (open.has(id)) throw validation(`Error in expression '${id}': it refers to itself.`);
    open.add(id);
    const points = stat ? pointsOf(samples, place, stat, start, end) : computed(expression);
    open.delete(id);
    done.set(id, points);
    return points;
  };
  const scope: MathScope = {
    period,
    series(id) {
      const query = byId.get(id);
      if (!query) throw validation(`Error in expression: the id ${id} is not defined.`);
      return seriesOf(resolve(query));
    },
    metrics: (part) => metrics.filter(({ Id = '' }) => Id.includes(part)).map((query) => seriesOf(resolve(query))),
  };
  const computed = (expression: string): Point[] => {
    const value = parseExpression(expression)(scope);
    if (typeof value === 'number') {
      const times = new Set(scope.metrics('').flatMap((series) => [...series.keys()]));
      return [...times].toSorted((a, b) => a - b).map((at) => ({ at, value, count: 1 }));
    }
    if (!(value instanceof Map)) throw validation(`The expression '${expression}' gives more than one time series.`);
    return [...(value as Series)].toSorted(([a], [b]) => a - b).map(([at, each]) => ({ at, value: each, count: 1 }));
  };
  return queries.map((query) => ({
    id: query.Id ?? '',
    label: query.Label ?? query.MetricStat?.Metric?.MetricName ?? query.Id ?? '',
    returned: query.ReturnData ?? true,
    points: resolve(query),
  }));
}
