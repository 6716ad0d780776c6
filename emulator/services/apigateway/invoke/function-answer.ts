import type { EdgeResponse } from '../../../core/service.ts';

export const plainAnswer = (status: number, message: string): EdgeResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message }),
});

export const internalServerError = (): EdgeResponse => plainAnswer(500, 'Internal Server Error');

interface ProxyResult {
  readonly statusCode?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly unknown[]>>;
  readonly cookies?: readonly unknown[];
  readonly body?: unknown;
  readonly isBase64Encoded?: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

const statusOf = (value: unknown): number | undefined => {
  const status = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
  return typeof status === 'number' && Number.isInteger(status) && status >= 100 && status <= 599 ? status : undefined;
};

function headersOf({
  headers = {},
  multiValueHeaders = {},
  cookies = [],
}: ProxyResult): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) if (isScalar(value)) found[name.toLowerCase()] = String(value);
  for (const [name, values] of Object.entries(multiValueHeaders)) found[name.toLowerCase()] = values.map(String);
  if (cookies.length > 0) found['set-cookie'] = cookies.map(String);
  // These belong to the connection, which is not the function's.
  for (const name of ['connection', 'content-length', 'transfer-encoding', 'keep-alive']) delete found[name];
  return found;
}

/** A result without a status code is the body itself; only version 2.0 of the payload knows this. */
function inferred(result: unknown): EdgeResponse {
  const body = typeof result === 'string' ? result : JSON.stringify(result ?? null);
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}

/**
 * The HTTP answer that a function's result means.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response
 */
export function answerOf(version: '1.0' | '2.0', payload: string): EdgeResponse {
  let result: unknown;
  try {
    result = JSON.parse(payload);
  } catch {
    return internalServerError();
  }
  if (!isObject(result) || result.statusCode === undefined)
    return version === '2.0' ? inferred(result) : internalServerError();
  const proxy = result as ProxyResult;
  const status = statusOf(proxy.statusCode);
  if (status === undefined || (proxy.headers !== undefined && proxy.headers !== null && !isObject(proxy.headers))) {
    return internalServerError();
  }
  if (proxy.body !== undefined && proxy.body !== null && !isScalar(proxy.body)) return internalServerError();
  const headers = headersOf({ ...proxy, headers: proxy.headers ?? {} });
  const text = proxy.body === undefined || proxy.body === null ? '' : String(proxy.body);
  const body = proxy.isBase64Encoded === true ? Buffer.from(text, 'base64') : text;
  const type =
    headers['content-type'] === undefined && text !== '' ? { 'content-type': 'text/plain; charset=utf-8' } : {};
  return { status, headers: { ...type, ...headers }, body };
}
