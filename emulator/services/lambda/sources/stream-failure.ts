import { functionArn } from '../function.ts';
import { asRole } from '../role.ts';
import type { LambdaState } from '../state.ts';
import type { Mapping } from './mapping.ts';
import type { BatchOutcome } from './run-batch.ts';
import { createdAt, type StreamRecord, sequenceOf } from './stream-record.ts';

export interface DiscardedBatch {
  readonly shard: string;
  readonly records: readonly StreamRecord[];
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly invocations: number;
  readonly last: Extract<BatchOutcome, { kind: 'failed' }> | undefined;
}

const iso = (instant: number): string => new Date(instant).toISOString();

/** https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html#services-ddb-destination-example-sns-sqs */
function recordOf(state: LambdaState, mapping: Mapping, batch: DiscardedBatch): object | undefined {
  const [first, last] = [batch.records[0], batch.records.at(-1)];
  if (!first || !last) return undefined;
  return {
    requestContext: {
      requestId: batch.last?.requestId ?? state.deps.ids.uuid(),
      functionArn: functionArn(mapping, mapping.functionName, mapping.qualifier),
      condition: batch.condition,
      approximateInvokeCount: batch.invocations,
    },
    responseContext: {
      statusCode: 200,
      executedVersion: batch.last?.version.version ?? '$LATEST',
      functionError: 'Unhandled',
    },
    version: '1.0',
    timestamp: iso(state.deps.clock.now()),
    DDBStreamBatchInfo: {
      shardId: batch.shard,
      startSequenceNumber: sequenceOf(first),
      endSequenceNumber: sequenceOf(last),
      approximateArrivalOfFirstRecord: iso(createdAt(first)),
      approximateArrivalOfLastRecord: iso(createdAt(last)),
      batchSize: batch.records.length,
      streamArn: mapping.sourceArn,
    },
  };
}

/** Tells the failure destination of records that are given up. What cannot be told is lost, as on AWS. */
export async function discard(
  state: LambdaState,
  mapping: Mapping,
  role: string,
  batch: DiscardedBatch,
): Promise<void> {
  const { aws, clock, endpoint, ids, log } = state.deps;
  const target = mapping.stream?.onFailure;
  const record = recordOf(state, mapping, batch);
  if (target === undefined || !record) return;
  const [, , service, region = '', accountId = '', name = ''] = target.split(':');
  const caller = asRole(role, { name: mapping.functionName });
  const body = JSON.stringify(record);
  try {
    if (service === 'sqs') {
      const input = { QueueUrl: `${endpoint()}/${accountId}/${name}`, MessageBody: body };
      await aws.call(caller, 'sqs', 'SendMessage', input, { region, accountId });
    } else if (service === 'sns') {
      await aws.call(caller, 'sns', 'Publish', { TopicArn: target, Message: body }, { region, accountId });
    } else {
      const instant = iso(clock.now());
      const [day, time] = [instant.slice(0, 10), instant.slice(11, 19).replaceAll(':', '.')];
      // S3, which has room for them, gets the records as well.
      const payload = JSON.stringify({ Records: batch.records });
      await aws.call(caller, 's3', 'PutObject', {
        Bucket: target.split(':::')[1],
        Key: `aws/lambda/${mapping.id}/${batch.shard}/${day.replaceAll('-', '/')}/${day}T${time}-${ids.uuid()}`,
        Body: Buffer.from(JSON.stringify({ ...record, payload })),
      });
    }
  } catch (error) {
    log.error('a failure record did not reach its destination', { mapping: mapping.id, target, error: String(error) });
  }
}
