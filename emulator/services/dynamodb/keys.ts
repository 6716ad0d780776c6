import { createHash } from 'node:crypto';
import { scientific } from './decimal.ts';
import { type AttributeValue, bytesOf } from './values.ts';

/** The place of an item: `slot` spreads the hash keys, so that a scan has no order a program could lean on. */
export interface ItemKey {
  readonly slot: number;
  readonly hash: Uint8Array;
  /** Empty where the table has no sort key. */
  readonly range: Uint8Array;
}

/** Slots are numbered from 0 to `SLOTS` - 1; a segment of a parallel scan is a range of them. */
export const SLOTS = 2 ** 20;
export const NO_RANGE = new Uint8Array();
/** Behind every sort key, whose bytes are at most 1,024. */
export const BEHIND_ALL = new Uint8Array(1025).fill(0xff);

const nines = (digits: string): string => digits.replace(/\d/g, (digit) => String(9 - Number(digit)));

/**
 * A text whose order is that of the numbers. Negative ones count down: their digits are
 * complemented and closed by a character above '9', so that -1 comes behind -1.5.
 */
function numberText(text: string): string {
  const { negative, digits, exponent } = scientific(text);
  if (digits === '') return 'o';
  const power = String(exponent + 200).padStart(3, '0');
  return negative ? `n${nines(power)}${nines(digits)}:` : `p${power}${digits}`;
}

/** Bytes whose order is that of the key values (S by UTF-8, N by number, B by byte). */
export const keyBytes = (value: AttributeValue): Uint8Array =>
  value.N === undefined ? (bytesOf(value) ?? NO_RANGE) : Buffer.from(numberText(value.N), 'latin1');

export const slotOf = (hash: Uint8Array): number => createHash('md5').update(hash).digest().readUInt32BE(0) >>> 12;

export const itemKey = (hash: AttributeValue, range: AttributeValue | undefined): ItemKey => {
  const bytes = keyBytes(hash);
  return { slot: slotOf(bytes), hash: bytes, range: range ? keyBytes(range) : NO_RANGE };
};

/** The first bytes behind these. */
export const next = (bytes: Uint8Array): Uint8Array => Buffer.concat([bytes, new Uint8Array(1)]);

/** The first bytes behind all that begin with these. */
export function behindPrefix(bytes: Uint8Array): Uint8Array {
  const last = bytes.findLastIndex((byte) => byte < 0xff);
  if (last < 0) return BEHIND_ALL;
  const end = Buffer.from(bytes.subarray(0, last + 1));
  end[last] = (end[last] ?? 0) + 1;
  return end;
}
