import { createHash } from 'node:crypto';
import { count, type Intrinsic, invalid, textAt } from './intrinsic.ts';

/** Algorithms by the names AWS gives them. */
export const HASHES: ReadonlyMap<string, string> = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
]);
const MOST_CHARACTERS = 10_000;

/** In hexadecimal. Data that is no text is hashed as JSON. At most 10,000 characters. */
export const hash: Intrinsic = (args) => {
  count('Hash', args, 2);
  const [data = null] = args;
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  if (text.length > MOST_CHARACTERS) throw invalid('Hash', `more than ${MOST_CHARACTERS} characters`);
  const algorithm = HASHES.get(textAt('Hash', args, 1));
  if (algorithm === undefined) throw invalid('Hash', `the algorithm must be one of ${[...HASHES.keys()].join(', ')}`);
  return createHash(algorithm).update(text, 'utf8').digest('hex');
};
