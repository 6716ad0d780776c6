import { hashWith, NO_BYTES } from './byte-table.ts';
import { EventValue } from './event-value.ts';
import type { Field, ValueKind } from './field.ts';
import type { PathNode } from './path-tree.ts';
import { FREE, type Sightings } from './sightings.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
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

/**
 * Walks through the JSON of an event and reads what rules name; the rest is skipped by its quotes and brackets alone.
 * Keys given twice count twice. It does not check the JSON: what is none ends somewhere.
 */
export class EventReader {
  readonly #value = new EventValue();
  readonly #unescaped = new EventValue();
  #bytes: Buffer = Buffer.alloc(0);
  #end = 0;
  #at = 0;
  #depth = 0;

  read(bytes: Buffer, end: number, root: PathNode, sightings: Sightings): void {
    this.#bytes = bytes;
    this.#end = end;
    this.#at = 0;
    this.#depth = 0;
    if (this.#peek() === OPEN_OBJECT) this.#readObject(root, FREE, sightings);
  }

  /** The next byte that is no space; 0 at the end. */
  #peek(): number {
    const bytes = this.#bytes;
    let at = this.#at;
    while (at < this.#end && (bytes[at] ?? 0) <= SPACE) at++;
    this.#at = at;
    return at < this.#end ? (bytes[at] ?? 0) : 0;
  }

  #readObject(node: PathNode, place: number, sightings: Sightings): void {
    this.#at++;
    for (;;) {
      let byte = this.#peek();
      if (byte === COMMA) {
        this.#at++;
        byte = this.#peek();
      }
      if (byte !== QUOTE) break;
      const child = this.#readKey(node);
      this.#peek();
      this.#at++;
      if (child === undefined) this.#skipValue(this.#peek());
      else this.#readValue(child, place, sightings);
    }
    this.#at++;
  }

  /** Where a key leads; `at` is behind it. */
  #readKey(node: PathNode): PathNode | undefined {
    const bytes = this.#bytes;
    const start = this.#at + 1;
    let at = start;
    let hasDot = false;
    for (; at < this.#end; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) break;
      if (byte === DOT) hasDot = true;
      if (byte === BACKSLASH) {
        this.#skipString();
        return node.descend(resolveEscapes(bytes, start, this.#at - 1));
      }
    }
    this.#at = at + 1;
    return hasDot ? node.descend(bytes.toString('utf8', start, at)) : node.childAt(bytes, start, at);
  }

  #readValue(node: PathNode, place: number, sightings: Sightings): void {
    const byte = this.#peek();
    if (byte === OPEN_OBJECT) {
      if (node.hasChildren) this.#readObject(node, place, sightings);
      else this.#skipValue(byte);
    } else if (byte === OPEN_ARRAY) this.#readArray(node, place, sightings);
    else if (node.field === undefined) this.#skipValue(byte);
    else if (byte === QUOTE) this.#readString(node.field, place, sightings);
    else this.#readScalar(byte, node.field, place, sightings);
  }

  #readArray(node: PathNode, place: number, sightings: Sightings): void {
    if (++this.#depth > DEEPEST) {
      this.#skipValue(OPEN_ARRAY);
      this.#depth--;
      return;
    }
    const array = sightings.newArray();
    this.#at++;
    for (let index = 0; ; index++) {
      let byte = this.#peek();
      if (byte === COMMA) {
        this.#at++;
        byte = this.#peek();
      }
      if (byte === CLOSE_ARRAY || byte === 0) break;
      const isStructure = byte === OPEN_OBJECT || byte === OPEN_ARRAY;
      this.#readValue(node, isStructure ? sightings.newPlace(place, array, index) : place, sightings);
    }
    this.#at++;
    this.#depth--;
  }

  #readString(field: Field, place: number, sightings: Sightings): void {
    const bytes = this.#bytes;
    const start = this.#at + 1;
    let at = start;
    let hash = NO_BYTES;
    for (; at < this.#end; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) break;
      if (byte === BACKSLASH) {
        this.#skipString();
        this.#unescaped.setText(resolveEscapes(bytes, start, this.#at - 1));
        this.#hold(field, 'string', this.#unescaped, place, sightings);
        return;
      }
      hash = hashWith(hash, byte);
    }
    this.#at = at + 1;
    this.#value.set(bytes, start, at, hash);
    this.#hold(field, 'string', this.#value, place, sightings);
  }

  #readScalar(first: number, field: Field, place: number, sightings: Sightings): void {
    const bytes = this.#bytes;
    const start = this.#at;
    let at = start;
    let hash = NO_BYTES;
    for (; at < this.#end; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === COMMA || byte === CLOSE_OBJECT || byte === CLOSE_ARRAY || byte <= SPACE) break;
      hash = hashWith(hash, byte);
    }
    this.#at = at === start ? this.#end : at;
    this.#value.set(bytes, start, at, hash);
    const isNumber = first === MINUS || (first >= ZERO && first <= NINE);
    this.#hold(field, isNumber ? 'number' : 'literal', this.#value, place, sightings);
  }

  #hold(field: Field, kind: ValueKind, value: EventValue, place: number, sightings: Sightings): void {
    sightings.see(field, place);
    field.hold(kind, value, sightings);
  }

  #skipValue(byte: number): void {
    if (byte === QUOTE) this.#skipString();
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#skipStructure();
    else this.#skipScalar();
  }

  #skipString(): void {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = this.#at + 1;
    for (; at < end; at++) {
      const byte = bytes[at];
      if (byte === QUOTE) break;
      if (byte === BACKSLASH) at++;
    }
    this.#at = at + 1;
  }

  #skipStructure(): void {
    const bytes = this.#bytes;
    let depth = 0;
    for (; this.#at < this.#end; this.#at++) {
      const byte = bytes[this.#at];
      if (byte === QUOTE) {
        this.#skipString();
        this.#at--;
      } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth++;
      else if ((byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) && --depth === 0) break;
    }
    this.#at++;
  }

  #skipScalar(): void {
    const bytes = this.#bytes;
    const start = this.#at;
    let at = start;
    for (; at < this.#end; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === COMMA || byte === CLOSE_OBJECT || byte === CLOSE_ARRAY || byte <= SPACE) break;
    }
    this.#at = at === start ? this.#end : at;
  }
}

/** A JSON string without its quotes. Half a surrogate pair counts as a question mark, as in Java. */
function resolveEscapes(bytes: Buffer, start: number, end: number): string {
  const text: unknown = JSON.parse(`"${bytes.toString('utf8', start, end)}"`);
  return String(text).replace(/\p{Surrogate}/gu, '?');
}
