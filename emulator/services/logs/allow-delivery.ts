import { isAwsError } from '../../core/aws-error.ts';
import { allowLogDelivery } from '../../core/log-delivery.ts';
import type { RequestContext } from '../../core/service.ts';
import type { DeliveryDestination, LogsState } from './state.ts';

/**
 * Lets deliveries write to a log group, in the caller's name. Whoever may not put resource policies has to
 * have one put before; without any, nothing arrives, as on AWS.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-CloudWatchLogs.html
 */
export async function allowDelivery(
  { deps: { aws, log } }: LogsState,
  { resourceArn }: DeliveryDestination,
  context: RequestContext,
): Promise<void> {
  try {
    await allowLogDelivery(aws, context.caller, resourceArn, context);
  } catch (error) {
    if (!isAwsError(error)) throw error;
    log.info('no policy was written for a log delivery', { logGroup: resourceArn, error: error.message });
  }
}
