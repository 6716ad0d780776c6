/** Seconds between two tries of a webhook: eleven tries over a day. */
export const PAUSES = [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 21_600, 36_000] as const;

/** SQS hides a message for twelve hours at most. */
const LONGEST_PAUSE = 43_200;

/**
 * @param tries already made, at least 1
 * @param retryAfter what the receiver asked for: seconds, or an HTTP date
 * @param now milliseconds since 1970
 * @returns seconds until the next try; undefined: there is none
 */
export function nextPause(tries: number, retryAfter: string | undefined, now: number): number | undefined {
  const planned = PAUSES[tries - 1];
  if (planned === undefined) return undefined;
  const seconds = Number(retryAfter);
  const asked = Number.isNaN(seconds) ? (Date.parse(retryAfter ?? '') - now) / 1000 : seconds;
  return Math.min(LONGEST_PAUSE, Math.max(planned, Number.isFinite(asked) ? Math.ceil(asked) : 0));
}
