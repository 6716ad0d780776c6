import { compareDecimals, scientific } from './decimal.ts';

/** A value as it is on the wire; binary in base64, numbers as normalised text. Exactly one member is set. */
export interface AttributeValue {
  readonly S?: string;
  readonly N?: string;
  readonly B?: string;
  readonly SS?: readonly string[];
  readonly NS?: readonly string[];
  readonly BS?: readonly string[];
  readonly M?: Readonly<Record<string, AttributeValue>>;
  readonly L?: readonly AttributeValue[];
  readonly NULL?: boolean;
  readonly BOOL?: boolean;
}
export type Item = Readonly<Record<string, AttributeValue>>;
export type Type = keyof AttributeValue;

export const typeOf = (value: AttributeValue): Type => Object.keys(value)[0] as Type;

const sameSet = (a: readonly string[], b: readonly string[]): boolean => {
  const wanted = new Set(b);
  return a.length === wanted.size && a.every((item) => wanted.has(item));
};
const sameMap = (a: Item, b: Item): boolean => {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => equal(a[name], b[name]));
};

/** Equality as conditions see it: sets without order, maps and lists in depth. */
export function equal(a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const type = typeOf(a);
  if (type !== typeOf(b)) return false;
  if (a.M && b.M) return sameMap(a.M, b.M);
  if (a.L && b.L) {
    const other = b.L;
    return a.L.length === other.length && a.L.every((item, i) => equal(item, other[i]));
  }
  const [x, y] = [a[type], b[type]];
  return Array.isArray(x) && Array.isArray(y) ? sameSet(x, y) : x === y;
}

/** Items are compared to tell whether a write changed anything. */
export const sameItem = (a: Item | undefined, b: Item | undefined): boolean =>
  a === undefined || b === undefined ? a === b : sameMap(a, b);

/** The bytes by which strings and binaries are ordered; undefined for other types. */
export const bytesOf = (value: AttributeValue): Buffer | undefined =>
  value.S !== undefined ? Buffer.from(value.S) : value.B !== undefined ? Buffer.from(value.B, 'base64') : undefined;

/** Below, at or above zero; undefined where the two cannot be ordered. */
export function compare(a: AttributeValue, b: AttributeValue): number | undefined {
  if (a.N !== undefined && b.N !== undefined) return compareDecimals(a.N, b.N);
  if (typeOf(a) !== typeOf(b)) return undefined;
  const [x, y] = [bytesOf(a), bytesOf(b)];
  return x && y ? Buffer.compare(x, y) : undefined;
}

const numberSize = (text: string): number => {
  const { digits, negative } = scientific(text);
  return digits === '' ? 1 : Math.ceil(digits.length / 2) + 1 + (negative ? 1 : 0);
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
export function valueSize(value: AttributeValue): number {
  const bytes = bytesOf(value);
  if (bytes) return bytes.length;
  if (value.N !== undefined) return numberSize(value.N);
  if (value.SS) return value.SS.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (value.BS) return value.BS.reduce((sum, text) => sum + Buffer.from(text, 'base64').length, 0);
  if (value.NS) return value.NS.reduce((sum, text) => sum + numberSize(text), 0);
  if (value.L) return 3 + value.L.reduce((sum, item) => sum + 1 + valueSize(item), 0);
  if (value.M) return 3 + Object.keys(value.M).length + itemSize(value.M);
  return 1;
}

export const itemSize = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0);
