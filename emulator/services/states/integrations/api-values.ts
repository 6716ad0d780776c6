import { isJsonArray, isJsonObject, type Json } from '../../../asl/index.ts';
import type { ApiModel, ApiShape } from '../ports.ts';
import { TaskError } from './integration.ts';

const upperFirst = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

type Reference = { readonly shape: string } | undefined;
const shapeOf = (model: ApiModel, ref: Reference): ApiShape =>
  (ref && model.shapes[ref.shape]) ?? { type: 'structure' };

const NUMBERS = new Set(['integer', 'long', 'float', 'double']);

function structure(model: ApiModel, shape: ApiShape, value: Json): unknown {
  if (!isJsonObject(value)) return value;
  const members = Object.entries(shape.members ?? {});
  const made: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (inner === null) continue;
    const member = members.find(([name]) => upperFirst(name) === key);
    if (!member) throw new TaskError('States.Runtime', `The field '${key}' is not supported by Step Functions.`);
    made[member[0]] = fromJson(model, member[1], inner);
  }
  return made;
}

/**
 * A JSON value as an API's input has it. Members are written in upper camel case whatever the API does;
 * times are ISO-8601 texts, bytes are texts, and where a text or bytes are wanted anything else stands for
 * its JSON.
 * https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 * @throws TaskError where the API has no such member
 */
export function fromJson(model: ApiModel, ref: Reference, value: Json): unknown {
  const shape = shapeOf(model, ref);
  if (shape.type === 'structure') return structure(model, shape, value);
  if (shape.type === 'list') {
    return isJsonArray(value) ? value.map((item) => fromJson(model, shape.member, item)) : value;
  }
  if (shape.type === 'map') {
    return isJsonObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromJson(model, shape.value, item)]))
      : value;
  }
  if (shape.type === 'timestamp') {
    return typeof value === 'string' ? new Date(value) : typeof value === 'number' ? new Date(value * 1000) : value;
  }
  if (shape.type === 'blob') return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  if (shape.type === 'string' && typeof value === 'object') return JSON.stringify(value);
  if (NUMBERS.has(shape.type) && typeof value === 'string' && value !== '' && Number.isFinite(Number(value)))
    return Number(value);
  return value;
}

/** How an answer's times are written: as texts by `aws-sdk`, as milliseconds by the optimised integrations. */
export type TimeStyle = 'iso' | 'milliseconds';

/** An API's output as a JSON value, its members in upper camel case. */
export function toJson(model: ApiModel, ref: Reference, value: unknown, times: TimeStyle): Json {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return times === 'iso' ? value.toISOString() : value.getTime();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (typeof value !== 'object') return value as Json;
  const shape = shapeOf(model, ref);
  if (Array.isArray(value)) return value.map((item) => toJson(model, shape.member, item, times));
  const named = shape.type === 'map' ? (key: string): string => key : upperFirst;
  const inner = (key: string): Reference => (shape.type === 'map' ? shape.value : shape.members?.[key]);
  const made: Record<string, Json> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item !== undefined && key !== '$metadata') made[named(key)] = toJson(model, inner(key), item, times);
  }
  return made;
}
