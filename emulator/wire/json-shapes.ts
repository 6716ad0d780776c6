import { AwsError } from '../core/aws-error.ts';
import { type ServiceModel, type Shape, type ShapeRef, shapeOf } from './model.ts';
import { readTimestamp, writeTimestamp } from './timestamps.ts';

const NAMES: Partial<Record<Shape['type'], string>> = {
  string: 'a String',
  integer: 'an Integer',
  long: 'a Long',
  float: 'a Float',
  double: 'a Double',
  boolean: 'a Boolean',
  blob: 'a ByteBuffer',
};

const tokenOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'START_ARRAY';
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  if (typeof value === 'object') return 'START_OBJECT';
  return typeof value === 'number' ? (Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE') : 'STRING_VALUE';
};

const refuse = (value: unknown, shape: Shape): never => {
  if (shape.type === 'structure' || shape.type === 'map') {
    throw new AwsError(
      'SerializationException',
      `Unexpected value type in payload: ${tokenOf(value)} where a structure or map was expected`,
    );
  }
  if (shape.type === 'list')
    throw new AwsError('SerializationException', `Expected list or null, found ${tokenOf(value)}`);
  throw new AwsError(
    'SerializationException',
    `${tokenOf(value)} can not be converted to ${NAMES[shape.type] ?? shape.type}`,
  );
};

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

type Reader = (value: unknown, shape: Shape, model: ServiceModel) => unknown;

const integer: Reader = (value, shape) => (Number.isInteger(value) ? value : refuse(value, shape));
const real: Reader = (value, shape) => (typeof value === 'number' ? value : refuse(value, shape));
const text: Reader = (value, shape) => (typeof value === 'string' ? value : refuse(value, shape));

const READERS: Record<Shape['type'], Reader> = {
  string: text,
  character: text,
  integer,
  long: integer,
  float: real,
  double: real,
  boolean: (value, shape) => (typeof value === 'boolean' ? value : refuse(value, shape)),
  timestamp: (value) => readTimestamp(value),
  blob: (value, shape) =>
    typeof value === 'string' && BASE64.test(value)
      ? new Uint8Array(Buffer.from(value, 'base64'))
      : refuse(value, shape),
  list: (value, shape, model) =>
    Array.isArray(value)
      ? value.filter((item) => item !== null).map((item) => readJson(item, shape.member, model))
      : refuse(value, shape),
  map: (value, shape, model) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(value, shape);
    const entries = Object.entries(value).filter(([, item]) => item !== null);
    return Object.fromEntries(entries.map(([key, item]) => [key, readJson(item, shape.value, model)]));
  },
  structure: (value, shape, model) => {
    if (shape.document) return value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(value, shape);
    const found: Record<string, unknown> = {};
    for (const [name, ref] of Object.entries(shape.members ?? {})) {
      if (ref.location !== undefined) continue;
      const member = (value as Record<string, unknown>)[ref.locationName ?? name];
      if (member !== undefined && member !== null) found[name] = readJson(member, ref, model);
    }
    return found;
  },
};

/**
 * A JSON value as the SDK's type of its shape. Members the model does not know are left out, as AWS does.
 * @throws AwsError `SerializationException` where a value has the wrong type
 */
export function readJson(value: unknown, ref: ShapeRef | undefined, model: ServiceModel): unknown {
  const shape = shapeOf(model, ref);
  return READERS[shape.type](value, shape, model);
}

/** The JSON form of an output: times as seconds unless the shape says otherwise, blobs as base64, unknown members left out. */
export function writeJson(value: unknown, ref: ShapeRef | undefined, model: ServiceModel): unknown {
  if (value === undefined || value === null) return value;
  const shape = shapeOf(model, ref);
  switch (shape.type) {
    case 'structure':
      return shape.document ? value : writeStructure(value as Record<string, unknown>, shape, model);
    case 'list':
      return (value as unknown[]).map((item) => writeJson(item, shape.member, model));
    case 'map': {
      const entries = Object.entries(value as object).filter(([, item]) => item !== undefined);
      return Object.fromEntries(entries.map(([key, item]) => [key, writeJson(item, shape.value, model)]));
    }
    case 'timestamp':
      return value instanceof Date
        ? writeTimestamp(value, ref?.timestampFormat ?? shape.timestampFormat ?? 'unixTimestamp')
        : value;
    case 'blob':
      return typeof value === 'string' ? value : Buffer.from(value as Uint8Array).toString('base64');
    default:
      return value;
  }
}

function writeStructure(value: Record<string, unknown>, shape: Shape, model: ServiceModel): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const name in shape.members) {
    const ref = shape.members[name];
    const member = value[name];
    if (member !== undefined && ref?.location === undefined)
      out[ref?.locationName ?? name] = writeJson(member, ref, model);
  }
  return out;
}
