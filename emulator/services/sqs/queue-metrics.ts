import type { MetricSource, ServiceMetric } from '../../core/metric.ts';
import type { SqsState } from './state.ts';

/**
 * What CloudWatch shows of every queue's length and age.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export const createQueueMetrics = ({ queues, messages, deps }: SqsState): MetricSource => ({
  sample() {
    const now = deps.clock.now();
    return queues.values().flatMap(({ id, name, accountId, region }): ServiceMetric[] => {
      const { ready, flying, delayed } = messages.counts(id, now);
      const oldest = messages.oldest(id, 1)[0]?.sent ?? now;
      const metric = (metricName: string, value: number, unit = 'Count'): ServiceMetric => ({
        accountId,
        region,
        namespace: 'AWS/SQS',
        name: metricName,
        dimensions: { QueueName: name },
        value,
        unit,
      });
      return [
        metric('ApproximateNumberOfMessagesVisible', ready),
        metric('ApproximateNumberOfMessagesNotVisible', flying),
        metric('ApproximateNumberOfMessagesDelayed', delayed),
        metric('ApproximateAgeOfOldestMessage', Math.floor((now - oldest) / 1000), 'Seconds'),
      ];
    });
  },
});
