import type { Instant } from '../../../core/clock.ts';
import type { Ids } from '../../../core/ids.ts';
import { backoff } from './backoff.ts';
import type { Outcome } from './courier.ts';
import type { ExhaustedCondition } from './dead-letter.ts';
import type { Destination } from './destination.ts';
import type { Failure } from './failure.ts';

/** What is to be done after a try. */
export type Verdict =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'again'; readonly due: Instant; readonly failure: Failure }
  | { readonly kind: 'given up'; readonly failure: Failure; readonly exhausted: ExhaustedCondition };

interface Tried {
  /** Tries made before this one, which are its retries if it was the last. */
  readonly tries: number;
  readonly since: Instant;
}

/**
 * Judges a try by the target's retry policy. What cannot succeed is not tried again.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
 */
export function verdictOf(
  { mostRetries, longestAge }: Destination,
  outcome: Outcome,
  { tries, since }: Tried,
  now: Instant,
  ids: Ids,
): Verdict {
  if (!outcome) return { kind: 'delivered' };
  if (!outcome.retryable || tries >= mostRetries) {
    return { kind: 'given up', failure: outcome, exhausted: 'MaximumRetryAttempts' };
  }
  const end = since + longestAge;
  if (now >= end) return { kind: 'given up', failure: outcome, exhausted: 'MaximumEventAgeInSeconds' };
  const wait = Math.max(backoff(tries + 1, ids), outcome.retryAfter ?? 0);
  return { kind: 'again', due: Math.min(now + wait, end), failure: outcome };
}
