import { AwsError, isAwsError } from '../../../core/aws-error.ts';
import { asRole } from '../role.ts';
import type { LambdaState } from '../state.ts';
import type { Checkpoints } from './checkpoints.ts';
import { createFilter } from './filter.ts';
import type { Mapping, StreamSettings } from './mapping.ts';
import { createLifetime, type Poller, type Report } from './poller.ts';
import { mappedVersion } from './run-batch.ts';
import { settleBatch } from './run-stream-batch.ts';
import { createdAt, laneOf, type StreamRecord, sequenceOf } from './stream-record.ts';

/** Lambda reads a shard four times a second. */
const POLL_MILLISECONDS = 250;
const AFTER_PROBLEM_MILLISECONDS = 5000;
const READ_MOST = 1000;

interface Page {
  readonly Records?: readonly StreamRecord[];
  readonly NextShardIterator?: string;
}

/** Reads a DynamoDB stream under the function's role and hands its records to the function, in order. */
export function pollStream(
  state: LambdaState,
  checkpoints: Checkpoints,
  mapping: Mapping,
  settings: StreamSettings,
  report: Report,
): Poller {
  const { aws, clock, log } = state.deps;
  const [, , , region = '', accountId = ''] = mapping.sourceArn.split(':');
  const life = createLifetime(clock);
  const filter = createFilter(mapping.filters);
  const lanes = settings.parallelization;
  const chunk = mapping.batchSize * lanes;

  const call = <O>(operation: string, input: object): Promise<O> => {
    const version = mappedVersion(state, mapping)?.version;
    if (!version) throw new AwsError('ResourceNotFoundException', 'Function not found');
    return aws.call<O>(asRole(version.role, version), 'dynamodbstreams', operation, input, { region, accountId });
  };
  const iteratorOf = async (shard: string): Promise<string> => {
    const known = checkpoints.of(mapping.id, shard);
    const sequence = known?.sequence;
    const place = { StreamArn: mapping.sourceArn, ShardId: shard };
    const at = async (start: object): Promise<string> => {
      const { ShardIterator = '' } = await call<{ ShardIterator?: string }>('GetShardIterator', { ...place, ...start });
      return ShardIterator;
    };
    if (!known && settings.startingPosition === 'LATEST') {
      // Records bear whole seconds: should a restart come before the first of them, this second is read as well.
      checkpoints.put(mapping.id, shard, { sequence, since: Math.floor(clock.now() / 1000) * 1000 });
      return at({ ShardIteratorType: 'LATEST' });
    }
    if (sequence === undefined) return at({ ShardIteratorType: 'TRIM_HORIZON' });
    try {
      return await at({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: sequence });
    } catch (error) {
      if (!isAwsError(error, 'TrimmedDataAccessException')) throw error;
      return at({ ShardIteratorType: 'TRIM_HORIZON' });
    }
  };

  /** All changes of an item stay in one lane; the lanes are worked on side by side. */
  const work = async (shard: string, records: readonly StreamRecord[]): Promise<boolean> => {
    const parts = { state, mapping, settings, shard, life, report };
    const inLane = async (lane: number): Promise<boolean> => {
      const own = lanes === 1 ? records : records.filter((record) => laneOf(record, lanes) === lane);
      for (let i = 0; i < own.length; i += mapping.batchSize)
        if (!(await settleBatch(parts, own.slice(i, i + mapping.batchSize)))) return false;
      return true;
    };
    const done = await Promise.all(Array.from({ length: lanes }, (_, lane) => inLane(lane)));
    return done.every(Boolean);
  };

  /** Reads until there is a chunk, or the batching window has passed since its first record. */
  const gather = async (iterator: string): Promise<{ records: StreamRecord[]; next: string | undefined }> => {
    const records: StreamRecord[] = [];
    let next: string | undefined = iterator;
    let until: number | undefined;
    while (next !== undefined && records.length < chunk && !life.isOver()) {
      const Limit = Math.min(READ_MOST, chunk - records.length);
      const page: Page = await call<Page>('GetRecords', { ShardIterator: next, Limit });
      records.push(...(page.Records ?? []).map((record) => ({ ...record, eventSourceARN: mapping.sourceArn })));
      next = page.NextShardIterator;
      if (records.length > 0) until ??= clock.now() + mapping.windowSeconds * 1000;
      if (until === undefined || clock.now() >= until) break;
      await life.sleep(Math.min(POLL_MILLISECONDS, until - clock.now()));
    }
    return { records, next };
  };

  const readShard = async (shard: string): Promise<void> => {
    let iterator: string | undefined = await iteratorOf(shard);
    while (iterator !== undefined && !life.isOver()) {
      const { records, next } = await gather(iterator);
      const since = checkpoints.of(mapping.id, shard)?.since ?? Number.NEGATIVE_INFINITY;
      const wanted = records.filter((record) => createdAt(record) >= since && filter(record));
      if (!(await work(shard, wanted))) return;
      const last = records.at(-1);
      if (last) checkpoints.put(mapping.id, shard, { sequence: sequenceOf(last), since: undefined });
      iterator = next;
      if (records.length < chunk) await life.sleep(POLL_MILLISECONDS);
    }
  };
  const loop = async (): Promise<void> => {
    while (!life.isOver()) {
      try {
        const { StreamDescription } = await call<{ StreamDescription?: { Shards?: { ShardId?: string }[] } }>(
          'DescribeStream',
          { StreamArn: mapping.sourceArn },
        );
        await Promise.all((StreamDescription?.Shards ?? []).map(({ ShardId = '' }) => readShard(ShardId)));
        await life.sleep(AFTER_PROBLEM_MILLISECONDS);
      } catch (error) {
        if (life.isOver()) return;
        report(isAwsError(error) ? `PROBLEM: ${error.message}` : 'PROBLEM: Internal error');
        if (!isAwsError(error)) log.error('an event source mapping failed', { id: mapping.id, error: String(error) });
        await life.sleep(AFTER_PROBLEM_MILLISECONDS);
      }
    }
  };
  void loop();
  return { stop: life.end };
}
