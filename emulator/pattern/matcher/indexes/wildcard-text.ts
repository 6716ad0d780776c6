import { wildcardPieces } from '../../values/wildcard.ts';
import type { EventValue } from '../event-value.ts';
import type { Probe } from '../probe.ts';

/** Values longer than this are searched by Buffer's own method, which does not slow down for repetitive texts. */
const LONG = 256;

/** A wildcard text in bytes. */
export class WildcardText {
  readonly probe: Probe;
  /** What the value begins with. */
  readonly first: Uint8Array;
  /** What it has between, in this order. */
  readonly inner: readonly Uint8Array[];
  /** What it ends with; undefined if there is no star and it is the first piece alone. */
  readonly last: Uint8Array | undefined;
  /** The last value that it was held against. */
  value = 0;

  constructor(text: string, probe: Probe) {
    const [first = Buffer.alloc(0), ...rest] = wildcardPieces(text).map((piece) => Buffer.from(piece));
    this.probe = probe;
    this.first = first;
    this.last = rest.pop();
    this.inner = rest;
  }

  /** Each piece is taken where it first comes: if any way to place them works, this one does. */
  matches({ bytes, start, end }: EventValue): boolean {
    const { first, inner, last } = this;
    if (last === undefined) return first.length === end - start && isAt(bytes, start, first);
    if (first.length + last.length > end - start || !isAt(bytes, start, first)) return false;
    const stop = end - last.length;
    if (!isAt(bytes, stop, last)) return false;
    let at = start + first.length;
    for (const piece of inner) {
      at = indexOf(bytes, piece, at, stop);
      if (at < 0) return false;
      at += piece.length;
    }
    return true;
  }
}

function isAt(bytes: Uint8Array, at: number, piece: Uint8Array): boolean {
  for (let offset = 0; offset < piece.length; offset++) if (bytes[at + offset] !== piece[offset]) return false;
  return true;
}

function indexOf(bytes: Buffer, piece: Uint8Array, from: number, to: number): number {
  if (to - from > LONG) {
    const found = bytes.subarray(from, to).indexOf(piece);
    return found < 0 ? -1 : from + found;
  }
  for (let at = from; at + piece.length <= to; at++) if (isAt(bytes, at, piece)) return at;
  return -1;
}
