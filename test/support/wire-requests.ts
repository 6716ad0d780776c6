import { readCbor, writeCbor } from '../../emulator/wire/cbor.ts';
import type { OperationModel, Protocol, ServiceModel, ShapeRef } from '../../emulator/wire/model.ts';
import { shapeOf } from '../../emulator/wire/model.ts';
import { type RawAnswer, type RawRequest, signedFor } from './raw-request.ts';

/** A service as requests see it. */
export interface Speaker {
  readonly model: ServiceModel;
  readonly protocol: Protocol;
  readonly signingName: string;
}

type Body = string | Uint8Array;
type Input = Readonly<Record<string, unknown>>;
type Encoder = (speaker: Speaker, operation: string, input: unknown, body?: Body) => RawRequest;

const post = ({ signingName }: Speaker, path: string, headers: Record<string, string>, body: Body): RawRequest => ({
  method: 'POST',
  path,
  headers: { ...headers, authorization: signedFor(signingName) },
  body,
});

/** A value as a form has it: `Tags.member.1.Key=a`, however wrong its type is. */
function* formOf(
  name: string,
  value: unknown,
  ref: ShapeRef | undefined,
  model: ServiceModel,
): Generator<[string, string]> {
  const shape = shapeOf(model, ref);
  if (Array.isArray(value)) {
    const prefix = shape.flattened ? name : `${name}.${shape.member?.locationName ?? 'member'}`;
    for (const [i, item] of value.entries()) yield* formOf(`${prefix}.${i + 1}`, item, shape.member, model);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value))
      yield* formOf(name === '' ? key : `${name}.${key}`, item, shape.members?.[key], model);
  } else yield [name, String(value)];
}

const escapeText = (value: unknown): string => String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function xmlOf(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => xmlOf(name, item)).join('');
  if (typeof value !== 'object' || value === null) return `<${name}>${escapeText(value)}</${name}>`;
  const children = Object.entries(value).map(([key, item]) => (/^\w+$/.test(key) ? xmlOf(key, item) : ''));
  return `<${name}>${children.join('')}</${name}>`;
}

/** As a header can hold it at all. */
const headerText = (value: unknown): string =>
  String(value)
    .replace(/[^\x20-\x7e]/g, '')
    .slice(0, 1_000);

const encodePart = (value: unknown): string => encodeURIComponent(String(value).toWellFormed().slice(0, 1_000));

/** Where no service has an operation. */
const NOWHERE: OperationModel = { http: { method: 'PATCH', requestUri: '/no/such/thing' }, errors: [] };

/** The parts of an input where a REST operation has them. */
function rest(
  speaker: Speaker,
  operation: string,
  input: unknown,
  write: (body: unknown, name: string) => Body,
  given?: Body,
): RawRequest {
  const { model } = speaker;
  const { http, input: ref } = Object.hasOwn(model.operations, operation)
    ? (model.operations[operation] ?? NOWHERE)
    : NOWHERE;
  const shape = shapeOf(model, ref);
  const values = (typeof input === 'object' && input !== null ? input : {}) as Input;
  const headers: Record<string, string> = { authorization: signedFor(speaker.signingName) };
  const query: string[] = [];
  const inBody: Record<string, unknown> = {};
  let path = http.requestUri;
  for (const [name, { location, locationName = name }] of Object.entries(shape.members ?? {})) {
    const value = values[name];
    if (location === 'uri')
      path = path.replace(new RegExp(`\\{${locationName}\\+?\\}`), encodePart(value ?? 'x') || 'x');
    else if (value === undefined) continue;
    else if (location === 'querystring') query.push(`${locationName}=${encodePart(value)}`);
    else if (location === 'header') headers[locationName.toLowerCase()] = headerText(value);
    else if (location === undefined) inBody[locationName] = value;
  }
  const { payload } = shape;
  const content = payload === undefined ? inBody : values[payload];
  const body =
    given ?? (content === undefined || http.method === 'GET' ? '' : write(content, payload ?? ref?.shape ?? 'x'));
  const search = query.join('&');
  return {
    method: http.method,
    path: search ? `${path}${path.includes('?') ? '&' : '?'}${search}` : path,
    headers,
    body,
  };
}

const ENCODERS: Record<Protocol, Encoder> = {
  json: (speaker, operation, input, body = JSON.stringify(input)) =>
    post(
      speaker,
      '/',
      {
        'content-type': `application/x-amz-json-${speaker.model.metadata.jsonVersion ?? '1.0'}`,
        'x-amz-target': `${speaker.model.metadata.targetPrefix}.${operation}`,
      },
      body,
    ),
  query(speaker, operation, input, body) {
    const { input: ref } = speaker.model.operations[operation] ?? {};
    const form = new URLSearchParams([
      ['Action', operation],
      ['Version', speaker.model.metadata.apiVersion],
    ]);
    if (typeof input === 'object' && input !== null)
      for (const [name, value] of formOf('', input, ref, speaker.model)) form.append(name, value);
    return post(speaker, '/', { 'content-type': 'application/x-www-form-urlencoded' }, body ?? form.toString());
  },
  'rest-json': (speaker, operation, input, body) =>
    rest(speaker, operation, input, (content) => JSON.stringify(content), body),
  'rest-xml': (speaker, operation, input, body) =>
    rest(speaker, operation, input, (content, name) => xmlOf(name, content), body),
  'smithy-rpc-v2-cbor': (speaker, operation, input, body = writeCbor(input)) =>
    post(
      speaker,
      `/service/${speaker.model.metadata.targetPrefix}/operation/${operation}`,
      { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' },
      body,
    ),
};

/**
 * A request as the protocol has it, without a look at whether the input fits the model.
 * @param body takes the place of what the input would make
 */
export const encodeRequest: Encoder = (speaker, ...rest) => ENCODERS[speaker.protocol](speaker, ...rest);

const XML_CODE = /<Code>([^<]+)<\/Code>/;

/** The error code in an answer, where its protocol has it; undefined where there is none. */
export function errorCodeOf({ headers, body }: RawAnswer): string | undefined {
  const { 'x-amzn-errortype': inHeader, 'content-type': type = '' } = headers;
  if (typeof inHeader === 'string') return inHeader;
  if (String(type).includes('xml')) return XML_CODE.exec(body.toString('utf8'))?.[1];
  if (body.length === 0) return undefined;
  const answer = (String(type).includes('cbor') ? readCbor(body) : JSON.parse(body.toString('utf8'))) as Input;
  return typeof answer.__type === 'string' ? answer.__type : undefined;
}
