import { AwsError } from '../../../core/aws-error.ts';
import { LEAST_UNRESERVED } from '../concurrency.ts';
import type { RunOptions } from './pool.ts';

const throttled = (Reason: string): AwsError =>
  new AwsError('TooManyRequestsException', 'Rate Exceeded.', { fields: { Reason } });

/** Counts what runs, and refuses what would be too much. `enter` gives what is to be called at the end. */
export function createRunning() {
  const counts = new Map<string, number>();
  let unreserved = 0;
  return {
    enter({ key, reserved, unreserved: most }: RunOptions['concurrency']): () => void {
      const running = counts.get(key) ?? 0;
      if (reserved !== undefined && running >= reserved)
        throw throttled('ReservedFunctionConcurrentInvocationLimitExceeded');
      // The least there can be is never exceeded; only beyond it is the account looked at.
      if (reserved === undefined && unreserved >= LEAST_UNRESERVED && unreserved >= most())
        throw throttled('ConcurrentInvocationLimitExceeded');
      counts.set(key, running + 1);
      if (reserved === undefined) unreserved++;
      return () => {
        const left = (counts.get(key) ?? 1) - 1;
        if (left === 0) counts.delete(key);
        else counts.set(key, left);
        if (reserved === undefined) unreserved--;
      };
    },
  };
}
