import type { EventValue } from '../event-value.ts';
import type { Target } from '../probe.ts';
import type { Sightings } from '../sightings.ts';

/** The longest gram: four bytes make one number. */
const LONGEST = 4;
/** Bits of the filter; a power of two. */
const FILTER = 1 << 12;

/** A few bytes that follow one another in a value. */
export interface Gram {
  readonly length: number;
  readonly bits: number;
}

/** The grams of a piece: all of four bytes, or the whole of a shorter piece. */
export function gramsOf(piece: Uint8Array): Gram[] {
  const length = Math.min(piece.length, LONGEST);
  const grams: Gram[] = [];
  for (let at = 0; length > 0 && at + length <= piece.length; at++)
    grams.push({ length, bits: bitsAt(piece, at, length) });
  return grams;
}

function bitsAt(bytes: Uint8Array, at: number, length: number): number {
  let bits = 0;
  for (let offset = 0; offset < length; offset++) bits = (bits << 8) | (bytes[at + offset] ?? 0);
  return bits;
}

/** Targets by a gram that a value has anywhere. */
export class GramTable<T extends Target> {
  readonly #byLength = Array.from({ length: LONGEST + 1 }, () => new Map<number, T>());
  #size = 0;
  /** How many grams share each slot: most places of most values are told apart here, without a look into the maps. */
  readonly #filter = new Uint32Array(FILTER);

  get({ length, bits }: Gram): T | undefined {
    return this.#byLength[length]?.get(bits);
  }

  set(gram: Gram, target: T): void {
    this.#size++;
    this.#byLength[gram.length]?.set(gram.bits, target);
    this.#filter[slotOf(gram.bits)] = (this.#filter[slotOf(gram.bits)] ?? 0) + 1;
  }

  delete(gram: Gram): void {
    this.#size--;
    this.#byLength[gram.length]?.delete(gram.bits);
    this.#filter[slotOf(gram.bits)] = (this.#filter[slotOf(gram.bits)] ?? 1) - 1;
  }

  get size(): number {
    return this.#size;
  }

  find(value: EventValue, sightings: Sightings): void {
    for (let length = 1; length <= LONGEST; length++) {
      const targets = this.#byLength[length];
      if (targets !== undefined && targets.size > 0) this.#findLength(length, targets, value, sightings);
    }
  }

  #findLength(length: number, targets: ReadonlyMap<number, T>, value: EventValue, sightings: Sightings): void {
    const { bytes, start, end } = value;
    const mask = length === LONGEST ? -1 : (1 << (8 * length)) - 1;
    let bits = 0;
    for (let at = start; at < end; at++) {
      bits = ((bits << 8) | (bytes[at] ?? 0)) & mask;
      if (at - start < length - 1 || this.#filter[slotOf(bits)] === 0) continue;
      targets.get(bits)?.met(value, sightings);
    }
  }
}

const slotOf = (bits: number) => (Math.imul(bits, 0x9e3779b1) >>> 20) & (FILTER - 1);
