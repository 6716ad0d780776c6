import { parseIp } from '../../values/ip-address.ts';
import type { EventValue } from '../event-value.ts';
import type { Probe } from '../probe.ts';
import type { Sightings } from '../sightings.ts';
import type { PredicateOf, ValueIndex } from './value-index.ts';

type Cidr = PredicateOf<'cidr'>;
type Bits = number | bigint;
interface Entry {
  readonly low: Bits;
  readonly high: Bits;
  readonly probe: Probe;
}
/** Blocks of one length: how many bits their mask leaves open, and the blocks by the bits that it fixes. */
interface Length<B extends Bits> {
  readonly shift: number;
  readonly blocks: Map<B, Entry[]>;
}

/** Blocks of addresses that hold a value: one look for each length of mask that some block has. */
export class CidrIndex implements ValueIndex<Cidr> {
  readonly #v4: Length<number>[] = [];
  readonly #v6: Length<bigint>[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(cidr: Cidr, probe: Probe): void {
    this.#size++;
    const { low, high, shift } = describe(cidr);
    if (cidr.family === 6) addTo(this.#v6, shift, low >> BigInt(shift), { low, high, probe });
    else addTo(this.#v4, shift, shifted(Number(low), shift), { low: Number(low), high: Number(high), probe });
  }

  remove(cidr: Cidr, probe: Probe): void {
    this.#size--;
    const { low, shift } = describe(cidr);
    if (cidr.family === 6) removeFrom(this.#v6, shift, low >> BigInt(shift), probe);
    else removeFrom(this.#v4, shift, shifted(Number(low), shift), probe);
  }

  find(value: EventValue, sightings: Sightings): void {
    const v4 = parseV4(value);
    if (v4 >= 0) {
      for (const { shift, blocks } of this.#v4) meetAll(blocks.get(shifted(v4, shift)), v4, sightings);
      return;
    }
    if (!mayBeV6(value)) return;
    const address = parseIp(value.text());
    if (address === undefined) return;
    const { family, bits } = address;
    if (family === 4) {
      const number = Number(bits);
      for (const { shift, blocks } of this.#v4) meetAll(blocks.get(shifted(number, shift)), number, sightings);
    } else {
      for (const { shift, blocks } of this.#v6) meetAll(blocks.get(bits >> BigInt(shift)), bits, sightings);
    }
  }
}

/** Bits behind those that all addresses of a block have in common. */
function describe({ low, high }: Cidr) {
  const differing = low ^ high;
  return { low, high, shift: differing === 0n ? 0 : differing.toString(2).length };
}

/** A shift by 32 bits would be none. */
const shifted = (bits: number, shift: number) => (shift === 32 ? 0 : bits >>> shift);

function addTo<B extends Bits>(lengths: Length<B>[], shift: number, leading: B, entry: Entry): void {
  let length = lengths.find((each) => each.shift === shift);
  if (length === undefined) {
    length = { shift, blocks: new Map() };
    lengths.push(length);
  }
  length.blocks.set(leading, [...(length.blocks.get(leading) ?? []), entry]);
}

function removeFrom<B extends Bits>(lengths: Length<B>[], shift: number, leading: B, probe: Probe): void {
  const length = lengths.find((each) => each.shift === shift);
  if (length === undefined) return;
  const rest = length.blocks.get(leading)?.filter((entry) => entry.probe !== probe) ?? [];
  if (rest.length > 0) length.blocks.set(leading, rest);
  else length.blocks.delete(leading);
  if (length.blocks.size === 0) lengths.splice(lengths.indexOf(length), 1);
}

function meetAll(entries: readonly Entry[] | undefined, bits: Bits, sightings: Sightings): void {
  if (entries === undefined) return;
  for (const { low, high, probe } of entries) if (low <= bits && bits <= high) sightings.meet(probe);
}

/** The address, -1 if the value is no IPv4 address. */
function parseV4({ bytes, start, end }: EventValue): number {
  let bits = 0;
  let part = -1;
  let parts = 1;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x30 && byte <= 0x39) {
      part = Math.max(part, 0) * 10 + byte - 0x30;
      if (part > 255) return -1;
    } else if (byte === 0x2e && part >= 0) {
      bits = bits * 256 + part;
      part = -1;
      parts++;
    } else return -1;
  }
  return parts === 4 && part >= 0 ? bits * 256 + part : -1;
}

/** Longer than any address, or without a colon near its beginning: spares the parsing. */
function mayBeV6({ bytes, start, end }: EventValue): boolean {
  if (end - start > 64) return false;
  for (let at = start; at < end && at < start + 6; at++) if (bytes[at] === 0x3a) return true;
  return false;
}
