import { randomBytes, randomUUID } from 'node:crypto';

/** The only source of chance in the emulator. */
export interface Ids {
  uuid(): string;
  /** So many lower-case hexadecimal digits. */
  hex(digits: number): string;
  /** So many characters of `alphabet` (A–Z and 0–9 unless told otherwise). */
  text(length: number, alphabet?: string): string;
  /** A number in [0, 1). */
  random(): number;
}

const UPPER_ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

const POOL = 4096;

/** Random bytes, fetched from the system many at a time. Each is given out once. */
function createPool(): (count: number) => Buffer {
  let pool = Buffer.alloc(0);
  let used = 0;
  return (count) => {
    if (count > POOL) return randomBytes(count);
    if (used + count > pool.length) {
      pool = randomBytes(POOL);
      used = 0;
    }
    used += count;
    return pool.subarray(used - count, used);
  };
}

export function systemIds(): Ids {
  const bytes = createPool();
  return {
    uuid: () => randomUUID(),
    hex: (digits) =>
      bytes(Math.ceil(digits / 2))
        .toString('hex')
        .slice(0, digits),
    text: (length, alphabet = UPPER_ALPHANUMERIC) =>
      Array.from(bytes(length), (byte) => alphabet[byte % alphabet.length]).join(''),
    random: () => Math.random(),
  };
}

/** Ids that repeat from run to run, for tests. The generator is mulberry32. */
export function seededIds(seed: number): Ids {
  let state = seed >>> 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const text = (length: number, alphabet = UPPER_ALPHANUMERIC): string =>
    Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
  const hex = (digits: number): string => text(digits, '0123456789abcdef');
  return {
    random,
    text,
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  };
}
