import { type Json, setKey } from '../json.ts';

/** A result that is no JSON: a function, also inside an array or object. */
export class UnsupportedValueError extends Error {}

/**
 * A result of jsonata as plain JSON of this realm. Numbers that JSON does not have become texts, such as
 * `"Infinity"`, as on AWS.
 * @throws UnsupportedValueError
 */
export function toJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.filter((item) => item !== undefined).map(toJson);
  if (typeof value !== 'object' || isFunction(value)) throw new UnsupportedValueError();
  const copy: Record<string, Json> = {};
  for (const [key, item] of Object.entries(value)) if (item !== undefined) setKey(copy, key, toJson(item));
  return copy;
}

const isFunction = (value: object): boolean =>
  (value as { _jsonata_lambda?: unknown })._jsonata_lambda === true ||
  (value as { _jsonata_function?: unknown })._jsonata_function === true;
