import type { Retrier } from '../definition.ts';
import type { Chance } from '../scope.ts';
import { matchesError } from './matches-error.ts';

export interface Retry {
  /** Of the retrier in the state's Retry. */
  readonly index: number;
  /** Seconds to wait before the next attempt; a fraction where there is jitter. `undefined`: no attempt is left. */
  readonly delaySeconds?: number;
}

/**
 * The first retrier that names the error, and how long it waits. `counts[i]` says how often retrier i has
 * retried since the state was entered; the caller keeps it, and adds one when it retries.
 * `undefined`: no retrier names the error. A retrier with no attempt left does not hand on to the next one.
 */
export function chooseRetrier(
  retriers: readonly Retrier[],
  error: string,
  counts: readonly number[],
  chance: Chance,
): Retry | undefined {
  const index = retriers.findIndex(({ errorEquals }) => matchesError(errorEquals, error));
  const retrier = retriers[index];
  if (retrier === undefined) return undefined;
  const attempts = counts[index] ?? 0;
  if (attempts >= retrier.maxAttempts) return { index };
  const delay = backoffSeconds(retrier, attempts);
  return { index, delaySeconds: retrier.jitter === 'FULL' ? chance.random() * delay : delay };
}

/** The wait before attempt number `attempts + 1`, without jitter. */
export function backoffSeconds(retrier: Retrier, attempts: number): number {
  const delay = retrier.intervalSeconds * retrier.backoffRate ** attempts;
  return Math.min(delay, retrier.maxDelaySeconds ?? Number.POSITIVE_INFINITY, MAX_DELAY_SECONDS);
}

/** MaxDelaySeconds must be below it; without that field a delay grows no further either. */
const MAX_DELAY_SECONDS = 31_622_400;
