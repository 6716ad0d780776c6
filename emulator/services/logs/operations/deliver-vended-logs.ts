import { placeKey } from '../../../core/arn.ts';
import { isAwsError } from '../../../core/aws-error.ts';
import type { Instant } from '../../../core/clock.ts';
import { logBatches } from '../../../core/log-batches.ts';
import { logDeliveryCaller } from '../../../core/log-delivery.ts';
import type { Operation } from '../../../core/service.ts';
import { type Delivery, type DeliverySource, type LogsState, nameOf } from '../state.ts';
import { destinationByArn } from './deliveries.ts';

/** Records of one resource that a service gives away; in the order of their times. */
export interface VendedLogs {
  readonly resourceArn: string;
  readonly records: readonly { readonly logType: string; readonly time: Instant; readonly message: string }[];
}

async function deliver(
  state: LogsState,
  source: DeliverySource,
  delivery: Delivery,
  records: VendedLogs['records'],
): Promise<void> {
  const { aws, log } = state.deps;
  const destination = destinationByArn(state, delivery.destinationArn);
  if (!destination) return;
  const caller = logDeliveryCaller(source, source.name);
  const stream = { logGroupName: nameOf(destination.resourceArn), logStreamName: source.name };
  const place = { accountId: destination.accountId, region: destination.region };
  const lines = records.map(({ time, message }) => ({ timestamp: time, message }));
  const put = async (): Promise<void> => {
    for (const logEvents of logBatches(lines))
      await aws.call(caller, 'logs', 'PutLogEvents', { ...stream, logEvents }, place);
  };
  try {
    await put().catch(async (error: unknown) => {
      if (!isAwsError(error, 'ResourceNotFoundException')) throw error;
      await aws.call(caller, 'logs', 'CreateLogStream', stream, place).catch((problem: unknown) => {
        // Another delivery may have made it meanwhile.
        if (!isAwsError(problem, 'ResourceAlreadyExistsException')) throw problem;
      });
      await put();
    });
  } catch (error) {
    if (!isAwsError(error)) throw error;
    log.info('logs could not be delivered', { source: source.name, error: error.message });
  }
}

/**
 * How a service gives its logs to CloudWatch Logs. Not an operation of AWS's API: the model does not list it,
 * so the wire refuses it.
 */
export const deliverVendedLogs: Operation<LogsState, VendedLogs, object> = {
  action: null,
  async handle(state, { resourceArn, records }, context) {
    for (const source of state.sources.values(placeKey(context, ''))) {
      if (source.resourceArn !== resourceArn) continue;
      const own = records.filter(({ logType }) => logType === source.logType);
      if (own.length === 0) continue;
      for (const delivery of state.deliveries.values(placeKey(context, ''))) {
        if (delivery.source === source.name) await deliver(state, source, delivery, own);
      }
    }
    return {};
  },
};
