import { comparableMicros } from '../values/decimal.ts';
import { foldKey } from '../values/fold-case.ts';
import { hashOf } from './byte-table.ts';

const encoder = new TextEncoder();
const PLUS_CASE = 0x20;

/** A value of the event: bytes in the event itself, or elsewhere if it had escapes. One object serves all values. */
export class EventValue {
  bytes: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;
  /** Whether no byte is above 127. Known after `folded`. */
  isAscii = false;
  /** Of a folded value: the value itself. */
  original: EventValue = this;
  #folded: EventValue | undefined;
  #isFolded = false;
  #hash = 0;
  #isHashed = false;

  set(bytes: Buffer, start: number, end: number): void {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.#isFolded = false;
    this.#isHashed = false;
  }

  /** The hash of the bytes from start to end. */
  get hash(): number {
    if (!this.#isHashed) this.#hash = hashOf(this.bytes, this.start, this.end);
    this.#isHashed = true;
    return this.#hash;
  }

  text(): string {
    return this.bytes.toString('utf8', this.start, this.end);
  }

  /** The fold key of this string. */
  folded(): EventValue {
    this.#folded ??= new EventValue();
    if (!this.#isFolded) this.#fold(this.#folded);
    this.#isFolded = true;
    return this.#folded;
  }

  #fold(folded: EventValue): void {
    const length = this.end - this.start;
    if (folded.bytes.length < length) folded.bytes = Buffer.alloc(length * 2);
    folded.original = this;
    let seen = 0;
    for (let at = 0; at < length; at++) {
      const byte = this.bytes[this.start + at] ?? 0;
      seen |= byte;
      folded.bytes[at] = byte >= 0x61 && byte <= 0x7a ? byte - PLUS_CASE : byte;
    }
    this.isAscii = seen < 0x80;
    if (this.isAscii) folded.set(folded.bytes, 0, length);
    else folded.setText(foldKey(this.text()));
  }

  /** Takes the bytes of a text. */
  setText(text: string): void {
    if (this.bytes.length < text.length * 3) this.bytes = Buffer.alloc(text.length * 3);
    this.set(this.bytes, 0, encoder.encodeInto(text, this.bytes).written);
  }

  /** This number in millionths, NaN if EventBridge does not compare it. Whole numbers and short decimals go the fast way. */
  micros(): number {
    let at = this.start;
    const negative = this.bytes[at] === 0x2d;
    if (negative) at++;
    let digits = 0;
    let places = -1;
    for (; at < this.end; at++) {
      const byte = this.bytes[at] ?? 0;
      if (byte === 0x2e) places = 0;
      else if (byte < 0x30 || byte > 0x39 || places === 6) return comparableMicros(this.text());
      else {
        digits = digits * 10 + byte - 0x30;
        if (places >= 0) places++;
      }
    }
    const micros = digits * (POWERS[6 - Math.max(places, 0)] ?? 0);
    if (micros > 5e15) return Number.NaN;
    return negative && micros !== 0 ? -micros : micros;
  }
}

const POWERS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6];
