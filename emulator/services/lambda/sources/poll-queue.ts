import type { Message } from '@aws-sdk/client-sqs';
import { AwsError, isAwsError } from '../../../core/aws-error.ts';
import { asRole } from '../role.ts';
import type { LambdaState } from '../state.ts';
import { createFilter } from './filter.ts';
import { reportedFailures } from './item-failures.ts';
import type { Mapping } from './mapping.ts';
import { createLifetime, type Poller, type Report } from './poller.ts';
import { filterable, type QueueRecord, queueRecord } from './queue-record.ts';
import { mappedVersion, runBatch } from './run-batch.ts';

/** So many batches run at a time, unless a scaling configuration says otherwise. AWS begins with five as well. */
const CONCURRENT_BATCHES = 5;
const LONG_POLL_SECONDS = 20;
const RECEIVE_MOST = 10;
/** A batch must fit the payload of a synchronous call. */
const BATCH_BYTES = 6 * 2 ** 20 - 64 * 1024;
const AFTER_PROBLEM_MILLISECONDS = 5000;
const AFTER_REFUSAL_MILLISECONDS = 1000;

const sizeOf = (record: QueueRecord): number => Buffer.byteLength(JSON.stringify(record));

function bySize(records: readonly QueueRecord[], most: number): QueueRecord[][] {
  const parts: QueueRecord[][] = [];
  let left = 0;
  for (const record of records) {
    const size = sizeOf(record);
    if (parts.length === 0 || size > left) {
      parts.push([]);
      left = most;
    }
    parts.at(-1)?.push(record);
    left -= size;
  }
  return parts;
}

/** Reads a queue under the function's role and hands its messages to the function, batch by batch. */
export function pollQueue(state: LambdaState, mapping: Mapping, report: Report): Poller {
  const { aws, clock, endpoint, log } = state.deps;
  const [, , , region = '', accountId = '', name = ''] = mapping.sourceArn.split(':');
  const QueueUrl = `${endpoint()}/${accountId}/${name}`;
  const life = createLifetime(clock);
  const filter = createFilter(mapping.filters);
  const most = mapping.maximumConcurrency ?? CONCURRENT_BATCHES;
  let running = 0;
  let onFree: () => void = () => {};

  const call = <O>(operation: string, input: object): Promise<O> => {
    const version = mappedVersion(state, mapping)?.version;
    if (!version) throw new AwsError('ResourceNotFoundException', 'Function not found');
    const options = { region, accountId, ...(operation === 'ReceiveMessage' ? { signal: life.signal } : {}) };
    return aws.call<O>(asRole(version.role, version), 'sqs', operation, { QueueUrl, ...input }, options);
  };
  const receive = async (MaxNumberOfMessages: number, WaitTimeSeconds: number): Promise<QueueRecord[]> => {
    const { Messages = [] } = await call<{ Messages?: Message[] }>('ReceiveMessage', {
      MaxNumberOfMessages,
      WaitTimeSeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    return Messages.map((message) => queueRecord(message, mapping));
  };
  const inTens = async (operation: string, records: readonly QueueRecord[], more: object): Promise<void> => {
    for (let i = 0; i < records.length; i += RECEIVE_MOST) {
      const Entries = records
        .slice(i, i + RECEIVE_MOST)
        .map(({ receiptHandle }, index) => ({ Id: String(index), ReceiptHandle: receiptHandle, ...more }));
      await call(operation, { Entries });
    }
  };
  const remove = (records: readonly QueueRecord[]): Promise<void> => inTens('DeleteMessageBatch', records, {});

  /** Gathers until the batch is full, too large or old enough; what came last may be too much for one call. */
  const gather = async (): Promise<QueueRecord[]> => {
    const batch = await receive(Math.min(mapping.batchSize, RECEIVE_MOST), LONG_POLL_SECONDS);
    const until = clock.now() + mapping.windowSeconds * 1000;
    const bytes = (): number => batch.reduce((sum, record) => sum + sizeOf(record), 0);
    while (
      batch.length > 0 &&
      batch.length < mapping.batchSize &&
      clock.now() < until &&
      bytes() < BATCH_BYTES &&
      !life.isOver()
    ) {
      const left = Math.min(LONG_POLL_SECONDS, Math.ceil((until - clock.now()) / 1000));
      batch.push(...(await receive(Math.min(mapping.batchSize - batch.length, RECEIVE_MOST), left)));
    }
    return batch;
  };

  const run = async (batch: readonly QueueRecord[]): Promise<void> => {
    const outcome = await runBatch(state, mapping, batch);
    if (outcome.kind === 'refused') {
      report(outcome.problem);
      await life.sleep(AFTER_REFUSAL_MILLISECONDS);
    }
    // What is not deleted comes back when its visibility timeout ends.
    if (outcome.kind !== 'done') return;
    report('OK');
    const ids = batch.map(({ messageId }) => messageId);
    const failed = mapping.reportsItemFailures ? reportedFailures(outcome.answer, ids) : [];
    await remove(batch.filter(({ messageId }) => !failed.includes(messageId)));
  };
  const start = (batch: readonly QueueRecord[]): void => {
    running++;
    run(batch)
      .catch((error: unknown) => problem(error))
      .finally(() => {
        running--;
        onFree();
      });
  };
  const problem = (error: unknown): void => {
    if (life.isOver()) return;
    report(isAwsError(error) ? `PROBLEM: ${error.message}` : 'PROBLEM: Internal error');
    if (!isAwsError(error)) log.error('an event source mapping failed', { id: mapping.id, error: String(error) });
  };
  const loop = async (): Promise<void> => {
    while (!life.isOver()) {
      if (running >= most) {
        await new Promise<void>((resolve) => {
          onFree = resolve;
        });
        continue;
      }
      try {
        const batch = await gather();
        if (life.isOver()) return await inTens('ChangeMessageVisibilityBatch', batch, { VisibilityTimeout: 0 });
        const wanted = batch.filter((record) => filter(filterable(record)));
        await remove(batch.filter((record) => !wanted.includes(record)));
        for (const part of bySize(wanted, BATCH_BYTES)) start(part);
      } catch (error) {
        problem(error);
        await life.sleep(AFTER_PROBLEM_MILLISECONDS);
      }
    }
  };
  void loop();
  return { stop: life.end };
}
