import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** One line of JSON each; the level is POWERTOOLS_LOG_LEVEL, the service POWERTOOLS_SERVICE_NAME. */
export const logger = new Logger();

/** Metrics that leave as lines of the log (embedded metric format), under POWERTOOLS_METRICS_NAMESPACE. */
export const metrics = new Metrics();

/** What is counted. `infrastructure/alarms.yml` and `dashboard.yml` speak of these. */
export type Count =
  | 'EventsAccepted'
  | 'EventsRepeated'
  | 'EventsRefused'
  | 'EventsUnpublished'
  | 'OrderChanges'
  | 'SideEffectsSkipped'
  | 'WebhooksDelivered'
  | 'WebhooksFailed';

export const count = (name: Count, amount = 1): void => {
  if (amount > 0) metrics.addMetric(name, MetricUnit.Count, amount);
};
