import http, { type IncomingHttpHeaders } from 'node:http';
import https from 'node:https';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../../asl/index.ts';
import { AwsError } from '../../../core/aws-error.ts';
import { isPublicEndpoint } from '../../../core/public-endpoint.ts';
import { type Integration, type TaskCall, TaskError } from './integration.ts';
import { asText, parametersOf } from './optimised.ts';

/** What an EventBridge connection adds to a request. */
interface Credentials {
  readonly secretArn: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [string, string])[];
  readonly body: Readonly<Record<string, string>>;
}

interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const TIMEOUT = 60_000;
const BODILESS = new Set(['GET', 'HEAD', 'OPTIONS']);

const runtime = (cause: string): TaskError => new TaskError('States.Runtime', cause);

/** @throws TaskError where it is not an address that AWS could reach */
function endpointOf({ ApiEndpoint: text, QueryParameters: query }: JsonObject, local: boolean): URL {
  if (typeof text !== 'string') throw runtime('The HTTP Task needs an ApiEndpoint.');
  const url = URL.parse(text);
  if (!url || !isPublicEndpoint(text, local)) throw runtime(`The ApiEndpoint ${text} is not a public HTTPS URL.`);
  for (const [name, value] of Object.entries(isJsonObject(query) ? query : {})) {
    for (const each of isJsonArray(value) ? value : [value]) url.searchParams.append(name, asText(each));
  }
  return url;
}

/** How lists are written in a form. https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html */
const ARRAY_FORMATS: Readonly<Record<string, (name: string, values: readonly string[]) => [string, string][]>> = {
  INDICES: (name, values) => values.map((value, i) => [`${name}[${i}]`, value]),
  BRACKETS: (name, values) => values.map((value) => [`${name}[]`, value]),
  REPEAT: (name, values) => values.map((value) => [name, value]),
  COMMAS: (name, values) => [[name, values.join(',')]],
  NONE: (name, values) => [[name, JSON.stringify(values)]],
};

function formOf(body: Json, format: string): string {
  const write = ARRAY_FORMATS[format];
  if (!write || !isJsonObject(body)) throw runtime('The RequestBody cannot be URL encoded.');
  const pairs = Object.entries(body).flatMap(([name, value]) =>
    isJsonArray(value) ? write(name, value.map(asText)) : [[name, asText(value)] as [string, string]],
  );
  return new URLSearchParams(pairs).toString();
}

interface Body {
  readonly type: string;
  readonly text: string;
}

function bodyOf(
  { RequestBody: given, Transform: transform }: JsonObject,
  extra: Credentials['body'],
): Body | undefined {
  const added = Object.keys(extra).length > 0;
  if (given === undefined && !added) return undefined;
  const body: Json = isJsonObject(given) || given === undefined ? { ...given, ...extra } : given;
  const encoding = isJsonObject(transform) ? transform.RequestBodyEncoding : undefined;
  if (encoding === 'URL_ENCODED') {
    const options = isJsonObject(transform) ? transform.RequestEncodingOptions : undefined;
    const format = isJsonObject(options) && typeof options.ArrayFormat === 'string' ? options.ArrayFormat : 'INDICES';
    return { type: 'application/x-www-form-urlencoded', text: formOf(body, format) };
  }
  return { type: 'application/json', text: JSON.stringify(body) };
}

/** The credentials, if the role may have them: it must be allowed the connection and the secret behind it. */
async function credentialsOf(call: TaskCall, parameters: JsonObject, url: URL, method: string): Promise<Credentials> {
  const { Authentication: authentication, InvocationConfig: config } = parameters;
  const holder = [authentication, config].find((each) => isJsonObject(each) && typeof each.ConnectionArn === 'string');
  const ConnectionArn = isJsonObject(holder) ? holder.ConnectionArn : undefined;
  if (typeof ConnectionArn !== 'string')
    throw runtime('The HTTP Task needs the ConnectionArn of an EventBridge connection.');
  const keys = { 'states:httpendpoint': `${url.origin}${url.pathname}`, 'states:httpmethod': method };
  await call.require('states:InvokeHTTPEndpoint', call.machineArn, keys);
  const credentials = await call.api<Credentials>('events', 'RetrieveConnectionCredentials', { ConnectionArn });
  await call.require('secretsmanager:GetSecretValue', credentials.secretArn);
  await call.require('secretsmanager:DescribeSecret', credentials.secretArn);
  return credentials;
}

/** @throws TaskError `States.Http.Socket` where there is no answer, within a minute of the clock */
function send(
  { state, signal }: TaskCall,
  url: URL,
  method: string,
  headers: Record<string, string>,
  body: string | undefined,
): Promise<Answer> {
  const { clock } = state.deps;
  const client = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const fail = (cause: string): void => reject(new TaskError('States.Http.Socket', cause));
    const request = client.request(url, { method, headers, agent: false, signal }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', (error) => fail(error.message));
      response.on('end', () => {
        cancel();
        const { statusCode: status = 0, statusMessage: statusText = '', headers: answered } = response;
        resolve({ status, statusText, headers: answered, body: Buffer.concat(chunks).toString('utf8') });
      });
    });
    const cancel = clock.at(clock.now() + TIMEOUT, () => request.destroy(new Error(`${url.host} did not answer.`)));
    request.on('error', (error) => {
      cancel();
      fail(error.message);
    });
    request.end(body);
  });
}

function readBody({ headers, body }: Answer): Json {
  if (!/\bjson\b/.test(headers['content-type'] ?? '')) return body;
  try {
    return JSON.parse(body) as Json;
  } catch {
    return body;
  }
}

const shown = (answer: Answer): JsonObject => ({
  Headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, [value ?? ''].flat()])),
  ResponseBody: answer.body === '' ? {} : readBody(answer),
  StatusCode: answer.status,
  StatusText: answer.statusText,
});

/** Without leave to see secrets, all that the connection added is left out. */
function inspect(
  { inspect: inspection }: TaskCall,
  sent: {
    readonly url: URL;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | undefined;
  },
  added: Credentials,
  answer: Answer,
): void {
  if (!inspection) return;
  const url = new URL(sent.url);
  const headers: Record<string, string> = { ...sent.headers };
  let body = sent.body;
  if (!inspection.secret) {
    for (const [name] of added.query) url.searchParams.delete(name);
    for (const name of Object.keys(added.headers)) delete headers[name];
    if (Object.keys(added.body).length > 0) body = undefined;
  }
  const protocol = url.protocol.slice(0, -1);
  inspection.see({
    request: {
      protocol,
      method: sent.method,
      url: url.href,
      headers: JSON.stringify(headers),
      ...(body === undefined ? {} : { body }),
    },
    response: {
      protocol,
      statusCode: String(answer.status),
      statusMessage: answer.statusText,
      headers: JSON.stringify(answer.headers),
      body: answer.body,
    },
  });
}

/**
 * Calls an HTTPS API with the credentials of an EventBridge connection. An answer that is no success
 * fails the task as `States.Http.StatusCode.<status>`.
 * https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html
 */
export const httpInvoke: Integration = async (call) => {
  const parameters = parametersOf(call);
  const url = endpointOf(parameters, call.state.localDestinations);
  const method = typeof parameters.Method === 'string' ? parameters.Method.toUpperCase() : '';
  if (!/^(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)$/.test(method))
    throw runtime(`The Method ${method} is not supported.`);
  let credentials: Credentials;
  try {
    credentials = await credentialsOf(call, parameters, url, method);
  } catch (error) {
    if (error instanceof AwsError) throw new TaskError(`Events.${error.code}`, error.message);
    throw error;
  }
  for (const [name, value] of credentials.query) url.searchParams.set(name, value);
  const body = BODILESS.has(method) ? undefined : bodyOf(parameters, credentials.body);
  const own = Object.entries(isJsonObject(parameters.Headers) ? parameters.Headers : {});
  const headers = {
    'user-agent': `Amazon|StepFunctions|HttpInvoke|${call.place.region}`,
    range: 'bytes=0-262144',
    ...(body ? { 'content-type': body.type, 'content-length': String(Buffer.byteLength(body.text)) } : {}),
    ...Object.fromEntries(own.map(([name, value]) => [name.toLowerCase(), asText(value)])),
    ...credentials.headers,
  };
  const answer = await send(call, url, method, headers, body?.text);
  inspect(call, { url, method, headers, body: body?.text }, credentials, answer);
  const result = shown(answer);
  if (answer.status >= 200 && answer.status < 300) return result;
  throw new TaskError(`States.Http.StatusCode.${answer.status}`, JSON.stringify(result));
};
