import { EventValue } from './event-value.ts';
import type { Field } from './field.ts';
import type { PathNode } from './path-tree.ts';
import { FREE, type Sightings } from './sightings.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const MINUS = 0x2d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const SPACE = 0x20;
/** Arrays in arrays in arrays: Jackson, and so EventBridge, reads no deeper. */
const DEEPEST = 1_000;
/** 1 for the bytes that matter while a structure is skipped. */
const MARKS = new Uint8Array(256);
for (const byte of [QUOTE, OPEN_OBJECT, OPEN_ARRAY, CLOSE_OBJECT, CLOSE_ARRAY]) MARKS[byte] = 1;
/** 1 for the bytes that matter in a key. */
const KEY_MARKS = new Uint8Array(256);
for (const byte of [QUOTE, BACKSLASH, DOT]) KEY_MARKS[byte] = 1;

/**
 * Walks through the JSON of an event and reads what rules name; the rest is skipped by its quotes and brackets alone.
 * Keys given twice count twice. It does not check the JSON: what is none ends somewhere.
 *
 * Each step takes the offset where it begins and answers the one behind it: offsets in registers, not in fields, are
 * what lets this read faster than `JSON.parse`.
 */
export class EventReader {
  readonly #value = new EventValue();
  readonly #unescaped = new EventValue();
  readonly #sightings: Sightings;
  #bytes: Buffer = Buffer.alloc(0);
  #end = 0;
  #depth = 0;

  constructor(sightings: Sightings) {
    this.#sightings = sightings;
  }

  read(bytes: Buffer, end: number, root: PathNode): void {
    this.#bytes = bytes;
    this.#end = end;
    this.#depth = 0;
    const at = this.#skipSpace(0);
    if (bytes[at] === OPEN_OBJECT) this.#readObject(at, root, FREE);
  }

  #skipSpace(from: number): number {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = from;
    while (at < end && (bytes[at] ?? 0) <= SPACE) at++;
    return at;
  }

  /** Over spaces and a comma between them. */
  #skipToEntry(from: number): number {
    const at = this.#skipSpace(from);
    return this.#bytes[at] === COMMA ? this.#skipSpace(at + 1) : at;
  }

  #readObject(from: number, node: PathNode, place: number): number {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = from + 1;
    for (;;) {
      if (bytes[at] === COMMA) at++;
      if (bytes[at] !== QUOTE) at = this.#skipToEntry(at);
      if (bytes[at] !== QUOTE || at >= end) return at + 1;
      const start = at + 1;
      let dots = 0;
      for (at = start; at < end; at++) {
        const byte = bytes[at] ?? 0;
        if (KEY_MARKS[byte] === 0) continue;
        if (byte !== DOT) break;
        dots++;
      }
      let child: PathNode | undefined;
      if (bytes[at] === BACKSLASH) {
        at = this.#skipString(start - 1) - 1;
        child = node.descend(resolveEscapes(bytes, start, at));
      } else child = dots > 0 ? node.descend(bytes.toString('utf8', start, at)) : node.childAt(bytes, start, at);
      at = bytes[at + 1] === COLON ? at + 2 : this.#skipSpace(at + 1) + 1;
      if ((bytes[at] ?? 0) <= SPACE) at = this.#skipSpace(at);
      at = child === undefined ? this.#skipValue(at) : this.#readValue(at, child, place);
    }
  }

  #readValue(at: number, node: PathNode, place: number): number {
    const byte = this.#bytes[at];
    if (byte === OPEN_OBJECT && node.hasChildren) return this.#readObject(at, node, place);
    if (byte === OPEN_ARRAY) return this.#readArray(at, node, place);
    if (byte === OPEN_OBJECT || node.field === undefined) return this.#skipValue(at);
    return byte === QUOTE ? this.#readString(at, node.field, place) : this.#readScalar(at, node.field, place);
  }

  #readArray(from: number, node: PathNode, place: number): number {
    if (this.#depth === DEEPEST) return this.#skipStructure(from);
    this.#depth++;
    const bytes = this.#bytes;
    const array = this.#sightings.newArray();
    let at = from + 1;
    for (let index = 0; ; index++) {
      at = this.#skipToEntry(at);
      const byte = bytes[at];
      if (byte === CLOSE_ARRAY || at >= this.#end) break;
      const isStructure = byte === OPEN_OBJECT || byte === OPEN_ARRAY;
      at = this.#readValue(at, node, isStructure ? this.#sightings.newPlace(place, array, index) : place);
    }
    this.#depth--;
    return at + 1;
  }

  #readString(from: number, field: Field, place: number): number {
    const bytes = this.#bytes;
    const end = this.#end;
    const start = from + 1;
    let at = start;
    for (; at < end; at++) {
      const byte = bytes[at];
      if (byte === QUOTE || byte === BACKSLASH) break;
    }
    this.#sightings.see(field, place);
    if (bytes[at] === BACKSLASH) {
      at = this.#skipString(from) - 1;
      this.#unescaped.setText(resolveEscapes(bytes, start, at));
      field.indexes.holdString(this.#unescaped, this.#sightings);
    } else {
      this.#value.set(bytes, start, at);
      field.indexes.holdString(this.#value, this.#sightings);
    }
    return at + 1;
  }

  #readScalar(from: number, field: Field, place: number): number {
    const at = this.#skipScalar(from);
    const first = this.#bytes[from] ?? 0;
    this.#value.set(this.#bytes, from, at);
    this.#sightings.see(field, place);
    if (first === MINUS || (first >= ZERO && first <= NINE)) field.indexes.holdNumber(this.#value, this.#sightings);
    else field.indexes.holdLiteral(this.#value, this.#sightings);
    return at;
  }

  #skipValue(at: number): number {
    const byte = this.#bytes[at];
    if (byte === QUOTE) return this.#skipString(at);
    return byte === OPEN_OBJECT || byte === OPEN_ARRAY ? this.#skipStructure(at) : this.#skipScalar(at);
  }

  #skipString(from: number): number {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = from + 1;
    for (; at < end; at++) {
      const byte = bytes[at];
      if (byte === QUOTE) break;
      if (byte === BACKSLASH) at++;
    }
    return at + 1;
  }

  #skipStructure(from: number): number {
    const bytes = this.#bytes;
    const end = this.#end;
    let depth = 0;
    let at = from;
    while (at < end) {
      const byte = bytes[at] ?? 0;
      if (MARKS[byte] === 0) at++;
      else if (byte === QUOTE) at = this.#skipString(at);
      else {
        at++;
        depth += byte === OPEN_OBJECT || byte === OPEN_ARRAY ? 1 : -1;
        if (depth === 0) return at;
      }
    }
    return at;
  }

  /** Also what begins no value is skipped as one: the reading goes on and comes to an end. */
  #skipScalar(from: number): number {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = from;
    for (; at < end; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === COMMA || byte === CLOSE_OBJECT || byte === CLOSE_ARRAY || byte <= SPACE) break;
    }
    return at === from ? end : at;
  }
}

/** A JSON string without its quotes. Half a surrogate pair counts as a question mark, as in Java. */
function resolveEscapes(bytes: Buffer, start: number, end: number): string {
  const text: unknown = JSON.parse(`"${bytes.toString('utf8', start, end)}"`);
  return String(text).replace(/\p{Surrogate}/gu, '?');
}
