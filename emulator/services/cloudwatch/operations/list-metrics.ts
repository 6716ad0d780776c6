import type { ListMetricsCommandInput } from '@aws-sdk/client-cloudwatch';
import type { Operation } from '../../../core/service.ts';
import { shownMetric } from '../metrics/metric.ts';
import { pageOf } from '../page.ts';
import type { CloudWatchState } from '../state.ts';

const PAGE = 500;
const TWO_WEEKS = 14 * 24 * 3600 * 1000;
const THREE_HOURS = 3 * 3600 * 1000;

/** Metrics with a value in the last two weeks. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html */
export const listMetrics: Operation<CloudWatchState, ListMetricsCommandInput, object> = {
  handle({ samples, reported }, { Namespace, MetricName, Dimensions = [], RecentlyActive, NextToken }, context) {
    reported.flush();
    const since = context.now - (RecentlyActive === 'PT3H' ? THREE_HOURS : TWO_WEEKS);
    const metrics = samples
      .list(context, since)
      .filter(({ namespace }) => Namespace === undefined || namespace === Namespace)
      .filter(({ name }) => MetricName === undefined || name === MetricName)
      .filter(({ dimensions }) =>
        Dimensions.every(({ Name, Value }) =>
          dimensions.some((each) => each.Name === Name && (Value === undefined || each.Value === Value)),
        ),
      );
    const { page, next } = pageOf(metrics, NextToken, PAGE);
    return { Metrics: page.map(shownMetric), ...next };
  },
};
