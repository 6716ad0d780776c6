import { AwsError } from '../core/aws-error.ts';

/** A value with a tag: CBOR writes times as tag 1 over seconds since 1970. */
export class Tagged {
  readonly tag: number;
  readonly value: unknown;

  constructor(tag: number, value: unknown) {
    this.tag = tag;
    this.value = value;
  }
}

/** The tag of a time. https://www.rfc-editor.org/rfc/rfc8949#name-epoch-based-date-time */
export const EPOCH = 1;

const malformed = (): AwsError => new AwsError('SerializationException', 'Unable to parse the request body as CBOR');

const [UINT, NEGATIVE, BYTES, TEXT, ARRAY, MAP, TAG, SIMPLE] = [0, 1, 2, 3, 4, 5, 6, 7];
const INDEFINITE = 31;
const BREAK = Symbol('break');
const DEEPEST = 100;

class Reader {
  readonly #bytes: Buffer;
  #at = 0;
  #depth = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  whole(): unknown {
    const value = this.#value();
    if (this.#at !== this.#bytes.length || value === BREAK) throw malformed();
    return value;
  }

  #take(length: number): Buffer {
    if (this.#at + length > this.#bytes.length) throw malformed();
    const taken = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return taken;
  }

  #argument(info: number): number {
    if (info < 24) return info;
    if (info === 24) return this.#take(1).readUInt8();
    if (info === 25) return this.#take(2).readUInt16BE();
    if (info === 26) return this.#take(4).readUInt32BE();
    if (info === 27) return Number(this.#take(8).readBigUInt64BE());
    throw malformed();
  }

  #value(): unknown {
    if (++this.#depth > DEEPEST) throw malformed();
    const first = this.#take(1).readUInt8();
    const value = this.#of(first >> 5, first & 31);
    this.#depth--;
    return value;
  }

  #of(major: number, info: number): unknown {
    switch (major) {
      case UINT:
        return this.#argument(info);
      case NEGATIVE:
        return -1 - this.#argument(info);
      case BYTES:
        return new Uint8Array(this.#chunks(major, info));
      case TEXT:
        return this.#chunks(major, info).toString('utf8');
      case ARRAY:
        return [...this.#items(info, 1)];
      case MAP:
        return this.#map(info);
      case TAG:
        return new Tagged(this.#argument(info), this.#value());
      default:
        return this.#simple(info);
    }
  }

  #chunks(major: number, info: number): Buffer {
    if (info !== INDEFINITE) return this.#take(this.#argument(info));
    const parts: Buffer[] = [];
    for (let first = this.#take(1).readUInt8(); first !== 0xff; first = this.#take(1).readUInt8()) {
      if (first >> 5 !== major || (first & 31) === INDEFINITE) throw malformed();
      parts.push(this.#take(this.#argument(first & 31)));
    }
    return Buffer.concat(parts);
  }

  *#items(info: number, each: number): Generator<unknown> {
    if (info !== INDEFINITE) {
      for (let left = this.#argument(info) * each; left > 0; left--) yield this.#value();
      return;
    }
    for (let value = this.#value(); value !== BREAK; value = this.#value()) yield value;
  }

  #map(info: number): Record<string, unknown> {
    const found: Record<string, unknown> = {};
    const items = [...this.#items(info, 2)];
    for (let i = 0; i + 1 < items.length; i += 2) {
      if (typeof items[i] !== 'string') throw malformed();
      Object.defineProperty(found, items[i] as string, {
        value: items[i + 1],
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    return found;
  }

  #simple(info: number): unknown {
    if (info === 20 || info === 21) return info === 21;
    if (info === 22 || info === 23) return null;
    if (info === 25) return half(this.#take(2).readUInt16BE());
    if (info === 26) return this.#take(4).readFloatBE();
    if (info === 27) return this.#take(8).readDoubleBE();
    if (info === INDEFINITE) return BREAK;
    throw malformed();
  }
}

function half(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** @throws AwsError `SerializationException` */
export const readCbor = (bytes: Uint8Array): unknown => new Reader(bytes).whole();

function head(major: number, argument: number): Buffer {
  const top = major << 5;
  if (argument < 24) return Buffer.from([top | argument]);
  if (argument < 2 ** 8) return Buffer.from([top | 24, argument]);
  const bytes = Buffer.alloc(argument < 2 ** 16 ? 3 : argument < 2 ** 32 ? 5 : 9);
  bytes[0] = top | (bytes.length === 3 ? 25 : bytes.length === 5 ? 26 : 27);
  if (bytes.length === 3) bytes.writeUInt16BE(argument, 1);
  else if (bytes.length === 5) bytes.writeUInt32BE(argument, 1);
  else bytes.writeBigUInt64BE(BigInt(argument), 1);
  return bytes;
}

function number(value: number): Buffer {
  if (Number.isSafeInteger(value) && !Object.is(value, -0))
    return value < 0 ? head(NEGATIVE, -1 - value) : head(UINT, value);
  const bytes = Buffer.alloc(9);
  bytes[0] = (SIMPLE << 5) | 27;
  bytes.writeDoubleBE(value, 1);
  return bytes;
}

function* parts(value: unknown): Generator<Uint8Array> {
  if (typeof value === 'number') yield number(value);
  else if (typeof value === 'boolean') yield Buffer.from([(SIMPLE << 5) | (value ? 21 : 20)]);
  else if (typeof value === 'string') {
    const text = Buffer.from(value);
    yield head(TEXT, text.length);
    yield text;
  } else if (value instanceof Uint8Array) {
    yield head(BYTES, value.length);
    yield value;
  } else if (Array.isArray(value)) {
    yield head(ARRAY, value.length);
    for (const item of value) yield* parts(item);
  } else if (typeof value === 'object' && value !== null) yield* object(value);
  else yield Buffer.from([(SIMPLE << 5) | 22]);
}

function* object(value: object): Generator<Uint8Array> {
  if (value instanceof Tagged) {
    yield head(TAG, value.tag);
    yield* parts(value.value);
    return;
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  yield head(MAP, entries.length);
  for (const [key, item] of entries) {
    yield* parts(key);
    yield* parts(item);
  }
}

export const writeCbor = (value: unknown): Uint8Array => Buffer.concat([...parts(value)]);
