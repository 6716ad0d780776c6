import { AwsError } from '../core/aws-error.ts';
import { queryErrorHeader } from './aws-json.ts';
import { EPOCH, readCbor, Tagged, writeCbor } from './cbor.ts';
import type { Codec } from './codec.ts';
import { errorShape, statusOf } from './error-status.ts';
import { readJson } from './json-shapes.ts';
import { type ServiceModel, type ShapeRef, shapeOf } from './model.ts';

const PATH = /^\/service\/[^/]+\/operation\/([^/]+)\/?$/;
const HEADERS = { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' };

/** CBOR's values as JSON would have them, which `readJson` then checks: bytes in base64, times in seconds. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Tagged) return plain(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

/** An output as CBOR has it: times tagged, bytes as they are, members the model does not know left out. */
function shaped(value: unknown, ref: ShapeRef | undefined, model: ServiceModel): unknown {
  if (value === undefined || value === null) return value;
  const shape = shapeOf(model, ref);
  if (shape.type === 'list') return (value as unknown[]).map((item) => shaped(item, shape.member, model));
  if (shape.type === 'map')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shaped(item, shape.value, model)]));
  if (shape.type === 'timestamp') return new Tagged(EPOCH, value instanceof Date ? value.getTime() / 1000 : value);
  if (shape.type === 'blob' && typeof value === 'string') return new Uint8Array(Buffer.from(value, 'base64'));
  if (shape.type !== 'structure') return value;
  const found: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    const item = (value as Record<string, unknown>)[name];
    if (item !== undefined) found[name] = shaped(item, member, model);
  }
  return found;
}

/** Smithy RPC v2 over CBOR. https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html */
export const rpcV2Cbor: Codec = {
  identify({ path, method }, model) {
    const operation = PATH.exec(path)?.[1] ?? '';
    if (method !== 'POST' || !Object.hasOwn(model.operations, operation))
      throw new AwsError('UnknownOperationException', `${path} is not an operation of this service.`);
    return { operation, uri: {} };
  },
  decode({ body }, _call, operation, model) {
    const value = body.length === 0 ? {} : plain(readCbor(body));
    return operation.input ? (readJson(value, operation.input, model) as object) : {};
  },
  encode: (output, operation, _call, model, requestId) => ({
    status: 200,
    headers: { ...HEADERS, 'x-amzn-requestid': requestId },
    body: operation.output ? writeCbor(shaped(output, operation.output, model)) : '',
  }),
  encodeError(error, model, requestId) {
    const shape = errorShape(error.code, model);
    const messageKey = shape?.members && 'Message' in shape.members ? 'Message' : 'message';
    const fields = shape ? (shaped(error.fields, { shape: error.code }, model) as object) : {};
    return {
      status: statusOf(error, model, 403),
      headers: { ...HEADERS, 'x-amzn-requestid': requestId, ...queryErrorHeader(error, model) },
      body: writeCbor({ __type: error.code, [messageKey]: error.message, ...fields }),
    };
  },
};
