import { AwsError } from '../core/aws-error.ts';
import type { Codec } from './codec.ts';
import { errorShape, statusOf } from './error-status.ts';
import { shapeOf } from './model.ts';
import { findRoute, readBindings, withPayload, writeBindings } from './rest.ts';
import { element, escapeXml, parseXml, readXml, writeMembers, writeXml } from './xml.ts';

const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** S3 gives these without listing them in its model. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const STATUS: Readonly<Record<string, number>> = {
  AccessDenied: 403,
  BucketNotEmpty: 409,
  InvalidRange: 416,
  MethodNotAllowed: 405,
  NoSuchBucketPolicy: 404,
  NoSuchKey: 404,
  NoSuchTagSet: 404,
  NoSuchUpload: 404,
  NoSuchVersion: 404,
  NoSuchBucket: 404,
  NotImplemented: 501,
  PreconditionFailed: 412,
  RequestTimeTooSkewed: 403,
  SignatureDoesNotMatch: 403,
  InvalidAccessKeyId: 403,
};

/** Codes common to all services that S3 words in its own way. */
const CODES: Readonly<Record<string, string>> = {
  AccessDeniedException: 'AccessDenied',
  UnknownOperationException: 'NotImplemented',
  UnrecognizedClientException: 'InvalidAccessKeyId',
  InvalidSignatureException: 'SignatureDoesNotMatch',
  ExpiredTokenException: 'ExpiredToken',
};

/** REST with XML bodies, as S3 speaks it. */
export const restXml: Codec = {
  identify(request, model) {
    const call = findRoute(request, model);
    if (!call)
      throw new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', {
        status: 405,
      });
    return call;
  },
  decode(request, call, operation, model) {
    const input = readBindings(request, call, operation.input, model);
    const shape = shapeOf(model, operation.input);
    if (shape.payload !== undefined)
      return withPayload(input, shape.payload, shape, model, request.body, (ref) =>
        readXml(parseXml(request.body, ref?.locationName).root, ref, model),
      );
    const inBody = Object.values(shape.members ?? {}).some((ref) => ref.location === undefined);
    if (!inBody || request.body.length === 0) return input;
    return { ...(readXml(parseXml(request.body).root, operation.input, model) as object), ...input };
  },
  encode(output, operation, call, model, requestId) {
    const values = output as Record<string, unknown>;
    const { status, headers } = writeBindings(values, operation, model);
    const shape = shapeOf(model, operation.output);
    const all = { 'x-amz-request-id': requestId, 'x-amz-id-2': requestId, ...headers };
    if (shape.payload !== undefined) {
      const value = values[shape.payload];
      const ref = shape.members?.[shape.payload];
      if (value === undefined || value instanceof Uint8Array || typeof value === 'string')
        return { status, headers: all, body: value ?? '' };
      const name = ref?.locationName ?? shapeOf(model, ref).locationName ?? shape.payload;
      return {
        status,
        headers: { 'content-type': 'application/xml', ...all },
        body: PROLOG + writeXml(name, value, ref, model),
      };
    }
    const hasBody = Object.values(shape.members ?? {}).some((ref) => ref.location === undefined);
    if (!hasBody) return { status, headers: all, body: '' };
    const root =
      operation.output?.locationName ??
      shape.locationName ??
      operation.output?.resultWrapper ??
      operation.output?.shape ??
      `${call.operation}Result`;
    const space = ` xmlns="http://s3.amazonaws.com/doc/${model.metadata.apiVersion}/"`;
    return {
      status,
      headers: { 'content-type': 'application/xml', ...all },
      body: PROLOG + element(root, writeMembers(values, shape, model), space),
    };
  },
  encodeError(error, model, requestId) {
    const code = CODES[error.code] ?? error.code;
    const shape = errorShape(error.code, model);
    const fields = Object.entries(error.fields).map(([name, value]) => element(name, escapeXml(String(value))));
    const inner =
      element('Code', code) +
      element('Message', escapeXml(error.message)) +
      fields.join('') +
      element('RequestId', requestId) +
      element('HostId', requestId);
    const status = STATUS[code] ?? error.status ?? shape?.error?.httpStatusCode ?? statusOf(error, model, 403);
    return {
      status,
      headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId, 'x-amz-id-2': requestId },
      body: status === 304 ? '' : PROLOG + element('Error', inner),
    };
  },
};
