import { AwsError } from '../core/aws-error.ts';
import type { Codec } from './codec.ts';
import { errorShape, statusOf } from './error-status.ts';
import { readJson, writeJson } from './json-shapes.ts';
import { shapeOf } from './model.ts';
import { findRoute, readBindings, withPayload, writeBindings } from './rest.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

const parse = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch (cause) {
    throw new AwsError('SerializationException', 'Could not parse request body into json: Unexpected content', {
      status: 400,
      cause,
    });
  }
};

/** REST with JSON bodies, as Lambda and API Gateway speak it. */
export const restJson: Codec = {
  identify(request, model) {
    const call = findRoute(request, model);
    if (!call)
      throw new AwsError(
        'UnknownOperationException',
        `${request.method} ${request.path} is not an operation of this service.`,
        { status: 404 },
      );
    return call;
  },
  decode(request, call, operation, model) {
    const input = readBindings(request, call, operation.input, model);
    const shape = shapeOf(model, operation.input);
    if (shape.payload !== undefined)
      return withPayload(input, shape.payload, shape, model, request.body, (ref) =>
        readJson(parse(request.body), ref, model),
      );
    if (!operation.input || request.body.length === 0) return input;
    return { ...(readJson(parse(request.body), operation.input, model) as object), ...input };
  },
  encode(output, operation, _call, model, requestId) {
    const values = output as Record<string, unknown>;
    const { status, headers } = writeBindings(values, operation, model);
    const shape = shapeOf(model, operation.output);
    const all = { ...JSON_TYPE, 'x-amzn-requestid': requestId, ...headers };
    if (shape.payload !== undefined) {
      const value = values[shape.payload];
      const ref = shape.members?.[shape.payload];
      const isBytes = value instanceof Uint8Array || typeof value === 'string';
      return {
        status,
        headers: all,
        body: isBytes ? value : value === undefined ? '' : JSON.stringify(writeJson(value, ref, model)),
      };
    }
    return {
      status,
      headers: all,
      body: status === 204 || !operation.output ? '' : JSON.stringify(writeJson(values, operation.output, model)),
    };
  },
  encodeError(error, model, requestId) {
    const shape = errorShape(error.code, model);
    const members = shape?.members ?? {};
    const key =
      'Message' in members ? 'Message' : (Object.keys(members).find((name) => name === 'message') ?? 'message');
    const wireKey = members[key]?.locationName ?? key;
    const bound = shape
      ? writeBindings(
          { ...error.fields },
          { http: { method: '', requestUri: '' }, output: { shape: error.code }, errors: [] },
          model,
        ).headers
      : {};
    const fields = shape ? (writeJson(error.fields, { shape: error.code }, model) as object) : {};
    return {
      status: statusOf(error, model, 403),
      headers: { ...JSON_TYPE, 'x-amzn-requestid': requestId, 'x-amzn-errortype': error.code, ...bound },
      body: JSON.stringify({ ...('Type' in members ? { Type: 'User' } : {}), [wireKey]: error.message, ...fields }),
    };
  },
};
