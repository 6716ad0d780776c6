import type { SendMessageBatchCommandInput, SendMessageBatchCommandOutput } from '@aws-sdk/client-sqs';
import { AwsError } from '../../../core/aws-error.ts';
import type { Courier, Outcome, Parcel } from './courier.ts';
import { causeOf } from './delivery-error.ts';
import type { Destination } from './destination.ts';
import { failureOf } from './failure.ts';
import { senderOf } from './sender.ts';

type Entry = NonNullable<SendMessageBatchCommandInput['Entries']>[number];

const MOST_ENTRIES = 10;
/** Of one SendMessageBatch, with room for what SQS counts beside the bodies. */
const MOST_BYTES = 1_000_000;

const entryOf = (to: Destination, { event }: Parcel, index: number): Entry => {
  const group = to.target.SqsParameters?.MessageGroupId;
  return {
    Id: String(index),
    MessageBody: to.render(event),
    ...(group === undefined ? {} : { MessageGroupId: group }),
    ...(event.traceHeader === undefined
      ? {}
      : { MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: event.traceHeader } } }),
  };
};

/** Entries in batches that SQS takes. A body is at least as long in bytes as in characters, at most three times. */
function* batches(entries: readonly Entry[]): Generator<Entry[]> {
  let batch: Entry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const body = entry.MessageBody ?? '';
    const size = body.length * 3 * MOST_ENTRIES > MOST_BYTES ? Buffer.byteLength(body) : body.length * 3;
    if (batch.length === MOST_ENTRIES || (batch.length > 0 && bytes + size > MOST_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(entry);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

/**
 * Queues. Without a role the queue's policy must allow `events.amazonaws.com`, usually under the
 * condition `aws:SourceArn` = the rule's ARN.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export const sqs: Courier = {
  immediate: true,
  most: 1000,
  async deliver(state, to, parcels) {
    const { deps } = state;
    const { accountId, region, resource } = to.arn;
    const QueueUrl = `${deps.endpoint()}/${accountId}/${resource}`;
    const outcomes: Outcome[] = parcels.map(() => undefined);
    for (const Entries of batches(parcels.map((parcel, index) => entryOf(to, parcel, index)))) {
      try {
        const caller = await senderOf(state, to);
        const { Failed = [] } = await deps.aws.call<SendMessageBatchCommandOutput>(
          caller,
          'sqs',
          'SendMessageBatch',
          { QueueUrl, Entries },
          { accountId, region },
        );
        for (const { Id, Code = '', Message = '' } of Failed)
          outcomes[Number(Id)] = failureOf(new AwsError(Code, Message));
      } catch (error) {
        for (const { Id } of Entries) outcomes[Number(Id)] = causeOf(error);
      }
    }
    return outcomes;
  },
};
