import type { Datapoint, GetMetricStatisticsCommandInput } from '@aws-sdk/client-cloudwatch';
import type { Operation } from '../../../core/service.ts';
import { badCombination, badValue } from '../errors.ts';
import { metricOf } from '../metrics/metric.ts';
import { bucketsOf, checkPeriod, roundedStart, statisticOf } from '../metrics/statistics.ts';
import type { CloudWatchState } from '../state.ts';

const MOST_POINTS = 1440;
const text = (n: number): string => n.toLocaleString('en-US');

/** One datapoint a period and unit. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html */
export const getMetricStatistics: Operation<CloudWatchState, GetMetricStatisticsCommandInput, object> = {
  handle({ samples, reported }, input, { accountId, region }) {
    reported.flush();
    const { StartTime, EndTime, Period: seconds = 60, Statistics, ExtendedStatistics, Unit: unit } = input;
    const [start, end] = [StartTime?.getTime() ?? 0, EndTime?.getTime() ?? 0];
    if (!Statistics && !ExtendedStatistics)
      throw badCombination('At least one of the parameters Statistics and ExtendedStatistics must be specified.');
    if (start >= end) throw badValue('The parameter StartTime must be less than the parameter EndTime.');
    checkPeriod(seconds);
    const period = seconds * 1000;
    const from = roundedStart(start, period);
    const wanted = Math.ceil((end - from) / period);
    if (wanted > MOST_POINTS) {
      throw badCombination(
        `You have requested up to ${text(wanted)} datapoints, which exceeds the limit of ${text(MOST_POINTS)}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
      );
    }
    const basic = (Statistics ?? []).map((name) => [name, statisticOf(name)] as const);
    const extended = (ExtendedStatistics ?? []).map((name) => [name, statisticOf(name)] as const);
    const found = samples.read({ accountId, region, ...metricOf(input) }, from, end);
    const Datapoints = [...new Set(found.map((sample) => sample.unit))]
      .filter((each) => unit === undefined || each === unit)
      .flatMap((each) =>
        bucketsOf(
          found.filter((sample) => sample.unit === each),
          from,
          period,
        ).map(
          ({ at, samples: of }): Datapoint => ({
            Timestamp: new Date(at),
            Unit: each as Datapoint['Unit'],
            ...Object.fromEntries(basic.map(([name, statistic]) => [name, statistic(of)])),
            ...(extended.length === 0
              ? {}
              : {
                  ExtendedStatistics: Object.fromEntries(
                    extended.flatMap(([name, statistic]) => {
                      const value = statistic(of);
                      return value === undefined ? [] : [[name, value]];
                    }),
                  ),
                }),
          }),
        ),
      );
    return { Label: input.MetricName, Datapoints };
  },
};
