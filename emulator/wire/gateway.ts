import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { AwsError } from '../core/aws-error.ts';
import type { Caller } from '../core/caller.ts';
import type { Clock } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import type { Logger, RequestContext, Service, ServiceId } from '../core/service.ts';
import { readAwsChunked } from './aws-chunked.ts';
import { awsJson, rawJson } from './aws-json.ts';
import { type Codec, headerOf, type WireRequest, type WireResponse } from './codec.ts';
import { modelOf, type Protocol, type ServiceModel, sqsQueryModel } from './model.ts';
import { query } from './query.ts';
import { readBody } from './read-body.ts';
import { restJson } from './rest-json.ts';
import { restXml } from './rest-xml.ts';
import { rpcV2Cbor } from './rpc-v2-cbor.ts';
import { type Signature, signatureOf } from './sigv4.ts';
import { serviceOf } from './target.ts';
import { pathStyle } from './virtual-host.ts';

/** What stands behind the wire. */
export interface Backend {
  readonly services: ReadonlyMap<ServiceId, Service>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  /** The region of requests that name none. */
  readonly region: string;
  dispatch(service: ServiceId, operation: string, input: object, context: RequestContext): object | Promise<object>;
  /** @throws AwsError where the key is unknown, expired, or did not make the signature */
  identify(signature: Signature | undefined, request: WireRequest, rawBody: Uint8Array): Caller;
  committed(): Promise<void>;
}

const CODECS: Record<Protocol, Codec> = {
  json: awsJson,
  query,
  'rest-json': restJson,
  'rest-xml': restXml,
  'smithy-rpc-v2-cbor': rpcV2Cbor,
};

const MEGABYTE = 2 ** 20;
const BODY_LIMITS: Partial<Record<ServiceId, number>> = {
  s3: 5 * 1024 * MEGABYTE,
  lambda: 70 * MEGABYTE,
  dynamodb: 16 * MEGABYTE,
};
const BODY_LIMIT = 10 * MEGABYTE;

/** Services that let a resource's policy admit callers without credentials. */
const OPEN_TO_ANONYMOUS: ReadonlySet<ServiceId> = new Set(['s3', 'sqs', 'sns']);

interface Protocolled {
  readonly codec: Codec;
  readonly model: ServiceModel;
}

/** SQS is spoken to in JSON and, by older clients, as a form. */
function protocolOf(service: Service, request: WireRequest): Protocolled {
  if (service.rawJson) return { codec: rawJson, model: modelOf(service.id) };
  if (service.id === 'sqs' && headerOf(request.headers, 'x-amz-target') === undefined)
    return { codec: query, model: sqsQueryModel() };
  const model = modelOf(service.id);
  const { protocol, protocols = [] } = model.metadata;
  return { codec: CODECS[protocols.length > 1 ? spoken(request) : protocol], model };
}

/** CloudWatch is spoken to in CBOR, in JSON, and by older clients as a form. */
const spoken = ({ headers }: WireRequest): Protocol => {
  if (headerOf(headers, 'smithy-protocol') === 'rpc-v2-cbor') return 'smithy-rpc-v2-cbor';
  return headerOf(headers, 'x-amz-target') === undefined ? 'query' : 'json';
};

const requestOf = (message: IncomingMessage, body: Uint8Array): WireRequest => {
  const url = message.url ?? '/';
  const mark = url.indexOf('?');
  return {
    method: message.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1)),
    headers: message.headers,
    body,
  };
};

const unchunked = (request: WireRequest): WireRequest => {
  const chunked =
    (headerOf(request.headers, 'content-encoding') ?? '').includes('aws-chunked') ||
    (headerOf(request.headers, 'x-amz-content-sha256') ?? '').startsWith('STREAMING-');
  if (!chunked) return request;
  const { data, trailers } = readAwsChunked(request.body);
  const encoding = (headerOf(request.headers, 'content-encoding') ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== 'aws-chunked');
  const headers = {
    ...request.headers,
    ...trailers,
    'content-length': String(data.length),
    'content-encoding': encoding.join(',') || undefined,
  };
  return { ...request, body: data, headers };
};

const INFLATED_LIMIT = 10 * MEGABYTE;

/** Clients compress what is large, such as metrics; only S3 keeps a body as it was sent. @throws AwsError `SerializationException` */
function inflated(request: WireRequest): WireRequest {
  if (headerOf(request.headers, 'content-encoding') !== 'gzip') return request;
  try {
    return { ...request, body: gunzipSync(request.body, { maxOutputLength: INFLATED_LIMIT }) };
  } catch (cause) {
    throw new AwsError('SerializationException', 'The request body is not valid gzip', { cause });
  }
}

/** A request that names no service: S3 may be read without credentials, everything else needs them. */
const anonymousService = (request: WireRequest): ServiceId | undefined =>
  request.path !== '/' &&
  ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'].includes(request.method) &&
  !request.query.has('Action')
    ? 's3'
    : undefined;

/**
 * What a request for none of the emulator's services gets. One that is signed for another service is
 * answered as in an account that may not use that service: tools such as `sls remove`, which looks for
 * container images, take that for "there is nothing".
 */
function noService(signature: Signature | undefined): WireResponse {
  const [code, message] = signature
    ? ['AccessDeniedException', `The service ${signature.service} is not available in this account.`]
    : ['MissingAuthenticationTokenException', 'Missing Authentication Token'];
  return {
    status: 403,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
    body: JSON.stringify({ message }),
  };
}

async function answer(backend: Backend, message: IncomingMessage, signal: AbortSignal): Promise<WireResponse> {
  const requestId = backend.ids.uuid();
  const bare = requestOf(message, new Uint8Array());
  const signature = signatureOf(bare);
  const id = serviceOf(bare, signature) ?? (signature ? undefined : anonymousService(bare));
  const service = id && backend.services.get(id);
  if (!service) {
    await readBody(message, BODY_LIMIT).catch(() => undefined);
    return noService(signature);
  }
  const { codec, model } = protocolOf(service, bare);
  try {
    const raw = { ...bare, body: await readBody(message, BODY_LIMITS[service.id] ?? BODY_LIMIT) };
    const caller = backend.identify(signature, raw, raw.body);
    if (caller.kind === 'anonymous' && !OPEN_TO_ANONYMOUS.has(service.id)) {
      throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', { status: 403 });
    }
    const plain = unchunked(raw);
    const request =
      service.id === 's3'
        ? { ...plain, path: pathStyle(headerOf(plain.headers, 'host') ?? '', plain.path) }
        : inflated(plain);
    const call = codec.identify(request, model);
    const operation = model.operations[call.operation];
    if (!operation) throw new AwsError('UnknownOperationException', call.operation);
    const input = codec.decode(request, call, operation, model);
    const context: RequestContext = {
      caller,
      accountId: caller.accountId,
      region: signature?.region ?? backend.region,
      requestId,
      now: backend.clock.now(),
      signal,
      headers: request.headers,
      sourceIp: message.socket.remoteAddress ?? '127.0.0.1',
    };
    const output = await backend.dispatch(service.id, call.operation, input, context);
    await backend.committed();
    return codec.encode(output, operation, call, model, requestId);
  } catch (error) {
    if (error instanceof AwsError) return codec.encodeError(error, model, requestId);
    backend.log.error(`${service.id} failed`, {
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    const internal = new AwsError(
      'InternalFailure',
      'The request processing has failed because of an unknown error, exception or failure.',
      { status: 500 },
    );
    return codec.encodeError(internal, model, requestId);
  }
}

/** The AWS APIs as a handler of node:http. */
export function createGateway(backend: Backend): (message: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (message, response) => {
    const gone = new AbortController();
    response.on('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const { status, headers, body } = await answer(backend, message, gone.signal);
    const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
    const bodiless = message.method === 'HEAD' || status === 204 || status === 304;
    const lengthHeader =
      'Content-Length' in headers || 'content-length' in headers || status === 204
        ? {}
        : { 'content-length': String(length) };
    response.writeHead(status, { ...lengthHeader, ...headers });
    response.end(bodiless ? undefined : body);
  };
}
