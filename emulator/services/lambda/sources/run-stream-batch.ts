import type { LambdaState } from '../state.ts';
import { reportedFailures } from './item-failures.ts';
import type { Mapping, StreamSettings } from './mapping.ts';
import type { Lifetime, Report } from './poller.ts';
import { type BatchOutcome, mappedVersion, runBatch } from './run-batch.ts';
import { discard } from './stream-failure.ts';
import { createdAt, type StreamRecord, sequenceOf } from './stream-record.ts';

interface Parts {
  readonly state: LambdaState;
  readonly mapping: Mapping;
  readonly settings: StreamSettings;
  readonly shard: string;
  readonly life: Lifetime;
  readonly report: Report;
}

const FIRST_WAIT_MILLISECONDS = 1000;
const LONGEST_WAIT_MILLISECONDS = 60_000;

const waitAfter = (failures: number): number =>
  Math.min(LONGEST_WAIT_MILLISECONDS, FIRST_WAIT_MILLISECONDS * 2 ** Math.min(failures, 10));

/**
 * Hands records to the function until they are done with: processed, given up after so many
 * attempts, or too old. Those that follow wait, so that the order is kept.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 * @returns false where the poller was stopped before
 */
export async function settleBatch(parts: Parts, records: readonly StreamRecord[], failures = 0): Promise<boolean> {
  const { state, mapping, settings, shard, life, report } = parts;
  const { clock } = state.deps;
  const giveUp = (
    given: readonly StreamRecord[],
    condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded',
    last?: Extract<BatchOutcome, { kind: 'failed' }>,
  ): Promise<void> => {
    const role = last?.version.role ?? mappedVersion(state, mapping)?.version.role ?? '';
    return discard(state, mapping, role, { shard, records: given, condition, invocations: failures, last });
  };

  let left = records;
  while (left.length > 0 && !life.isOver()) {
    const oldest = settings.ageSeconds === -1 ? Number.NEGATIVE_INFINITY : clock.now() - settings.ageSeconds * 1000;
    const expired = left.filter((record) => createdAt(record) < oldest);
    if (expired.length > 0) {
      await giveUp(expired, 'RecordAgeExceeded');
      left = left.filter((record) => !expired.includes(record));
      continue;
    }
    const outcome = await runBatch(state, mapping, left);
    if (life.isOver()) return false;
    if (outcome.kind === 'refused') {
      report(outcome.problem);
      await life.sleep(waitAfter(failures));
      continue;
    }
    if (outcome.kind === 'done') {
      const ids = left.map(sequenceOf);
      const failed = mapping.reportsItemFailures ? reportedFailures(outcome.answer, ids) : [];
      report('OK');
      if (failed.length === 0) return true;
      // What stands before the first that failed is done; the rest is tried again.
      left = left.slice(Math.min(...failed.map((id) => ids.indexOf(id))));
    } else report('PROBLEM: Function call failed');
    if (settings.bisect && outcome.kind === 'failed' && left.length > 1) {
      // A split does not count as an attempt.
      const middle = Math.floor(left.length / 2);
      const [first, second] = [left.slice(0, middle), left.slice(middle)];
      return (await settleBatch(parts, first, failures)) && (await settleBatch(parts, second, failures));
    }
    failures++;
    if (settings.retries !== -1 && failures > settings.retries) {
      const last = outcome.kind === 'failed' ? outcome : undefined;
      await giveUp(left, 'RetryAttemptsExhausted', last);
      return true;
    }
    await life.sleep(waitAfter(failures - 1));
  }
  return !life.isOver();
}
