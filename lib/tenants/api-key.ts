import { createHash } from 'node:crypto';

const FORM = /^trk_([A-Za-z0-9_-]{8})_([A-Za-z0-9_-]{43})$/;

/**
 * @param random 38 unforeseeable bytes: 6 name the key, 32 are its secret
 */
export function makeKey(random: Buffer): { readonly key: string; readonly keyId: string } {
  const keyId = random.subarray(0, 6).toString('base64url');
  return { key: `trk_${keyId}_${random.subarray(6, 38).toString('base64url')}`, keyId };
}

/**
 * What is kept of a key. A key has 256 random bits, so nothing is gained by a slow hash.
 * Undefined: the text is no key of ours.
 */
export const hashKey = (key: string): string | undefined =>
  FORM.test(key) ? createHash('sha256').update(key).digest('base64url') : undefined;
