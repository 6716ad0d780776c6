import type { GetMetricDataCommandInput } from '@aws-sdk/client-cloudwatch';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { validation } from '../errors.ts';
import { checkQueries, resolveQueries } from '../metrics/queries.ts';
import { roundedStart } from '../metrics/statistics.ts';
import type { CloudWatchState } from '../state.ts';

const MOST_POINTS = 100_800;

const positionOf = (token: string | undefined): number => {
  const position = token === undefined ? 0 : Number(Buffer.from(token, 'base64').toString('utf8'));
  if (!Number.isSafeInteger(position) || position < 0) throw new AwsError('InvalidNextToken', 'Invalid NextToken');
  return position;
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
export const getMetricData: Operation<CloudWatchState, GetMetricDataCommandInput, object> = {
  handle({ samples, reported }, input, place) {
    reported.flush();
    const { MetricDataQueries: queries = [], StartTime, EndTime, ScanBy, MaxDatapoints = MOST_POINTS } = input;
    const [start, end] = [StartTime?.getTime() ?? 0, EndTime?.getTime() ?? 0];
    checkQueries(queries);
    if (start >= end) throw validation('The parameter StartTime must be less than the parameter EndTime.');
    if (MaxDatapoints < 1 || MaxDatapoints > MOST_POINTS)
      throw validation(`The parameter MaxDatapoints must be between 1 and ${MOST_POINTS}.`);
    if (!queries.some(({ ReturnData = true }) => ReturnData))
      throw validation('At least one query must have ReturnData set to true.');
    const periods = queries.map(({ MetricStat }) => (MetricStat?.Period ?? 60) * 1000);
    const from = roundedStart(start, Math.min(...periods));
    const results = resolveQueries(samples, place, queries, from, end).filter(({ returned }) => returned);
    const skipped = positionOf(input.NextToken);
    let [seen, given] = [0, 0];
    const MetricDataResults = results.map(({ id, label, points }) => {
      const sorted = ScanBy === 'TimestampAscending' ? points : points.toReversed();
      const page = sorted.filter(() => seen++ >= skipped && given++ < MaxDatapoints);
      return {
        Id: id,
        Label: label,
        Timestamps: page.map(({ at }) => new Date(at)),
        Values: page.map(({ value }) => value),
        StatusCode: given > MaxDatapoints ? 'PartialData' : 'Complete',
      };
    });
    const next = skipped + MaxDatapoints;
    return {
      MetricDataResults,
      Messages: [],
      ...(seen > next ? { NextToken: Buffer.from(String(next)).toString('base64') } : {}),
    };
  },
};
