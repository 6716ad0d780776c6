/**
 * Milliseconds until the next try, or undefined where SNS gives up, for endpoints that AWS runs:
 * three tries at once, two a second apart, ten that double from one second to twenty, then every
 * twenty seconds until 100,015 have failed (23 days).
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 * @param tries made before the one that has just failed
 */
export function nextTry(tries: number): number | undefined {
  if (tries < 3) return 0;
  if (tries < 5) return 1000;
  if (tries < 15) return Math.min(20_000, 1000 * 2 ** (tries - 5));
  return tries < 100_015 ? 20_000 : undefined;
}
