import { AwsError } from '../core/aws-error.ts';
import { type Codec, headerOf } from './codec.ts';
import { errorShape, statusOf } from './error-status.ts';
import { readJson, writeJson } from './json-shapes.ts';
import type { ServiceModel } from './model.ts';

const contentType = (model: ServiceModel): string => `application/x-amz-json-${model.metadata.jsonVersion ?? '1.1'}`;

const parse = (body: Uint8Array): object => {
  if (body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.length).toString('utf8'));
  } catch (cause) {
    throw new AwsError('SerializationException', 'Unable to parse the request body as JSON', { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AwsError('SerializationException', 'Start of structure or map expected at the root of the request');
  }
  return value;
};

/** A service that once spoke Query tells its clients the code they know. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-json-faqs.html */
export const queryErrorHeader = (error: AwsError, model: ServiceModel): Record<string, string> =>
  'awsQueryCompatible' in model.metadata
    ? {
        'x-amzn-query-error': `${errorShape(error.code, model)?.error?.code ?? queryCompatibleCode(error.code)};${(error.status ?? 400) < 500 ? 'Sender' : 'Receiver'}`,
      }
    : {};

const QUERY_CODES: Readonly<Record<string, string>> = {
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  InvalidBatchEntryId: 'AWS.SimpleQueueService.InvalidBatchEntryId',
  MessageNotInflight: 'AWS.SimpleQueueService.MessageNotInflight',
  PurgeQueueInProgress: 'AWS.SimpleQueueService.PurgeQueueInProgress',
  QueueDeletedRecently: 'AWS.SimpleQueueService.QueueDeletedRecently',
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  QueueNameExists: 'QueueAlreadyExists',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  UnsupportedOperation: 'AWS.SimpleQueueService.UnsupportedOperation',
};

/** The code that SQS's Query protocol has for an error of its JSON protocol. */
export const queryCompatibleCode = (code: string): string => QUERY_CODES[code] ?? code;

/** AWS JSON 1.0 and 1.1: the operation in `X-Amz-Target`, all input in one JSON body. */
export const awsJson: Codec = {
  identify({ headers }, model) {
    const target = headerOf(headers, 'x-amz-target') ?? '';
    const operation = target.slice(target.lastIndexOf('.') + 1);
    if (!Object.hasOwn(model.operations, operation)) {
      throw new AwsError(
        'UnknownOperationException',
        operation === '' ? 'The X-Amz-Target header is missing.' : `${target} is not an operation of this service.`,
      );
    }
    return { operation, uri: {} };
  },
  decode: ({ body }, _call, operation, model) => {
    const value = parse(body);
    return operation.input ? (readJson(value, operation.input, model) as object) : {};
  },
  encode(output, operation, _call, model, requestId) {
    const body = operation.output ? JSON.stringify(writeJson(output, operation.output, model)) : '';
    return { status: 200, headers: { 'content-type': contentType(model), 'x-amzn-requestid': requestId }, body };
  },
  encodeError(error, model, requestId) {
    const shape = errorShape(error.code, model);
    const messageKey = shape?.members && 'Message' in shape.members ? 'Message' : 'message';
    const fields = shape ? (writeJson(error.fields, { shape: error.code }, model) as object) : {};
    return {
      status: statusOf(error, model, 400),
      headers: { 'content-type': contentType(model), 'x-amzn-requestid': requestId, ...queryErrorHeader(error, model) },
      body: JSON.stringify({ __type: error.code, [messageKey]: error.message, ...fields }),
    };
  },
};

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const DEEPEST = 1_000;

/** How deep a text nests objects and arrays. What is not JSON has a depth as well. */
function depthOf(body: Uint8Array): number {
  let [depth, deepest, quoted] = [0, 0, false];
  for (let i = 0; i < body.length; i++) {
    const byte = body[i];
    if (quoted) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) quoted = false;
    } else if (byte === QUOTE) quoted = true;
    else if (byte === 0x7b || byte === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return deepest;
}

/** A body for a service that reads and validates its JSON itself. Deeper than AWS's parser reads, it is refused here. */
export const rawJson: Codec = {
  ...awsJson,
  decode({ body }) {
    if (depthOf(body) > DEEPEST)
      throw new AwsError('SerializationException', 'Unable to parse the request body as JSON');
    return parse(body);
  },
  encode: (output, _operation, _call, model, requestId) => ({
    status: 200,
    headers: { 'content-type': contentType(model), 'x-amzn-requestid': requestId },
    body: JSON.stringify(output),
  }),
};
