import { ByteTable, hashBackwards, hashOf, hashWith, NO_BYTES } from '../byte-table.ts';
import type { EventValue } from '../event-value.ts';
import type { Target } from '../probe.ts';
import type { Sightings } from '../sightings.ts';

/** Which part of a value has to be the key. */
export type Anchor = 'whole' | 'start' | 'end';

/**
 * Targets by the bytes that a value is, begins with or ends with. For beginnings and ends it looks once into one hash
 * table for each length that any key has, so the cost grows with the value and not with the keys.
 */
export class AnchorTable<T extends Target> {
  readonly #table = new ByteTable<T>();
  readonly #anchor: Anchor;
  /** How many keys have each length. */
  readonly #lengths: number[] = [];

  constructor(anchor: Anchor) {
    this.#anchor = anchor;
  }

  get size(): number {
    return this.#table.size;
  }

  get(key: Uint8Array): T | undefined {
    return this.#table.find(this.#hash(key), key, 0, key.length);
  }

  set(key: Uint8Array, target: T): void {
    this.#table.set(this.#hash(key), key, target);
    while (this.#lengths.length <= key.length) this.#lengths.push(0);
    this.#lengths[key.length] = (this.#lengths[key.length] ?? 0) + 1;
  }

  delete(key: Uint8Array): void {
    this.#table.delete(this.#hash(key), key);
    this.#lengths[key.length] = (this.#lengths[key.length] ?? 1) - 1;
    while (this.#lengths.at(-1) === 0) this.#lengths.pop();
  }

  /** Calls the targets of all keys that the value has where they belong. */
  find(value: EventValue, sightings: Sightings): void {
    const { bytes, start, end } = value;
    if (this.#anchor === 'whole') this.#table.find(value.hash, bytes, start, end)?.met(value, sightings);
    else this.#findAffixes(value, sightings, this.#anchor === 'end');
  }

  #findAffixes(value: EventValue, sightings: Sightings, fromEnd: boolean): void {
    const lengths = this.#lengths;
    const { bytes, start, end } = value;
    const longest = Math.min(lengths.length - 1, end - start);
    let hash = NO_BYTES;
    for (let length = 0; length <= longest; length++) {
      if (lengths[length] !== 0) {
        const from = fromEnd ? end - length : start;
        this.#table.find(hash, bytes, from, from + length)?.met(value, sightings);
      }
      hash = hashWith(hash, bytes[fromEnd ? end - length - 1 : start + length] ?? 0);
    }
  }

  #hash(key: Uint8Array): number {
    return this.#anchor === 'end' ? hashBackwards(key) : hashOf(key);
  }
}
