import type { Ids } from '../../../core/ids.ts';

const FIRST = 1_000;
const LONGEST = 600_000;

/**
 * Milliseconds until the next try: doubled each time up to ten minutes, between half and all of it, so
 * that the 185 tries of the default policy fill about its 24 hours. AWS tells only that the wait grows
 * exponentially, with jitter. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
 * @param tries made so far, at least one
 */
export function backoff(tries: number, ids: Ids): number {
  const full = Math.min(LONGEST, FIRST * 2 ** Math.min(tries - 1, 20));
  return full / 2 + (full / 2) * ids.random();
}
