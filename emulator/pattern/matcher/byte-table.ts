/** Where the hash of no bytes begins. */
export const NO_BYTES = 0x811c9dc5 | 0;

/** The hash of some bytes and one more (FNV-1a). */
export const hashWith = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193);

export function hashOf(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let hash = NO_BYTES;
  for (let at = start; at < end; at++) hash = hashWith(hash, bytes[at] ?? 0);
  return hash;
}

/** The hash from the last byte to the first. */
export function hashBackwards(bytes: Uint8Array): number {
  let hash = NO_BYTES;
  for (let at = bytes.length - 1; at >= 0; at--) hash = hashWith(hash, bytes[at] ?? 0);
  return hash;
}

const SMALLEST = 8;

/**
 * Values by byte strings, looked up in the middle of a larger array without making a key. The caller brings the hash,
 * since it often has it at hand: any function of the bytes will do that is the same for `set`, `delete` and `find`.
 */
export class ByteTable<T> {
  /** Entries in chains by the hash's last bits; -1 ends a chain. */
  #heads = new Int32Array(SMALLEST).fill(-1);
  #next = new Int32Array(SMALLEST);
  #hashes = new Int32Array(SMALLEST);
  readonly #keys: Uint8Array[] = [];
  readonly #values: (T | undefined)[] = [];
  #free = -1;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  find(hash: number, bytes: Uint8Array, start: number, end: number): T | undefined {
    const keys = this.#keys;
    for (let entry = this.#heads[bucketOf(hash, this.#heads.length)] ?? -1; entry >= 0; ) {
      if (this.#hashes[entry] === hash && isSame(keys[entry], bytes, start, end)) return this.#values[entry];
      entry = this.#next[entry] ?? -1;
    }
    return undefined;
  }

  /** The key must not be there yet. */
  set(hash: number, key: Uint8Array, value: T): void {
    if (this.#size === this.#heads.length) this.#grow();
    const entry = this.#free < 0 ? this.#keys.length : this.#free;
    if (entry === this.#free) this.#free = this.#next[entry] ?? -1;
    this.#keys[entry] = key;
    this.#values[entry] = value;
    this.#hashes[entry] = hash;
    this.#link(entry, hash);
    this.#size++;
  }

  delete(hash: number, key: Uint8Array): void {
    const bucket = bucketOf(hash, this.#heads.length);
    let before = -1;
    for (let entry = this.#heads[bucket] ?? -1; entry >= 0; before = entry, entry = this.#next[entry] ?? -1) {
      if (this.#hashes[entry] !== hash || !isSame(this.#keys[entry], key, 0, key.length)) continue;
      const after = this.#next[entry] ?? -1;
      if (before < 0) this.#heads[bucket] = after;
      else this.#next[before] = after;
      this.#values[entry] = undefined;
      this.#keys[entry] = EMPTY;
      this.#next[entry] = this.#free;
      this.#free = entry;
      this.#size--;
      return;
    }
  }

  #grow(): void {
    const length = this.#heads.length * 2;
    this.#heads = new Int32Array(length).fill(-1);
    this.#hashes = resized(this.#hashes, length);
    this.#next = resized(this.#next, length);
    for (let entry = 0; entry < this.#keys.length; entry++) this.#link(entry, this.#hashes[entry] ?? 0);
  }

  #link(entry: number, hash: number): void {
    const bucket = bucketOf(hash, this.#heads.length);
    this.#next[entry] = this.#heads[bucket] ?? -1;
    this.#heads[bucket] = entry;
  }
}

const EMPTY = new Uint8Array(0);

const bucketOf = (hash: number, buckets: number) => (hash ^ (hash >>> 15)) & (buckets - 1);

function resized(from: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(length);
  to.set(from);
  return to;
}

function isSame(key: Uint8Array | undefined, bytes: Uint8Array, start: number, end: number): boolean {
  if (key === undefined || key.length !== end - start) return false;
  for (let at = 0; at < key.length; at++) if (key[at] !== bytes[start + at]) return false;
  return true;
}
