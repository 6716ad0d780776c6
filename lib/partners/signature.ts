import { createHmac, timingSafeEqual } from 'node:crypto';
import { SignatureError } from './partner-scheme.ts';

/** Seconds that a timestamp may be off, either way; what Stripe and Standard Webhooks recommend. */
const TIMESTAMP_WINDOW = 300;

export const hmacSha256 = (key: string | Buffer, ...parts: readonly (string | Buffer)[]): Buffer => {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
};

/** In constant time, whatever the lengths. Every pair is compared, so that the time tells nothing of which one fits. */
export function anyEqual(expected: readonly Buffer[], given: readonly Buffer[]): boolean {
  let equal = false;
  for (const a of expected) for (const b of given) if (a.length === b.length && timingSafeEqual(a, b)) equal = true;
  return equal;
}

/**
 * @param seconds the header's text: seconds since 1970
 * @param now milliseconds since 1970
 * @throws SignatureError
 */
export function checkTimestamp(seconds: string | undefined, now: number): void {
  if (seconds === undefined || !/^\d{1,12}$/.test(seconds)) {
    throw new SignatureError('The signature has no timestamp in seconds since 1970.');
  }
  if (Math.abs(now / 1000 - Number(seconds)) > TIMESTAMP_WINDOW) {
    throw new SignatureError(
      `The timestamp is more than ${TIMESTAMP_WINDOW} seconds off; sign again with the present time.`,
    );
  }
}
