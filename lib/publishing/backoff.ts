export interface Backoff {
  /** Tries in all, the first included. */
  readonly attempts: number;
  /** Milliseconds before the second try at most; doubled each time. */
  readonly base: number;
  readonly cap: number;
}

/**
 * Exponential, with full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 * @param attempt tries already made, at least 1
 * @param random in [0, 1)
 */
export const backoffDelay = ({ base, cap }: Backoff, attempt: number, random: number): number =>
  Math.floor(random * Math.min(cap, base * 2 ** (attempt - 1)));
