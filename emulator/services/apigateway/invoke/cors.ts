import type { Cors } from '@aws-sdk/client-apigatewayv2';
import type { EdgeResponse } from '../../../core/service.ts';
import type { HttpRequest } from './http-request.ts';

const originFits = (allowed: string, origin: string): boolean =>
  allowed === '*' ||
  allowed.toLowerCase() === origin.toLowerCase() ||
  (allowed.endsWith('://*') && origin.startsWith(allowed.slice(0, -1)));

/** The origin that an answer may name, where the request's is allowed. */
function allowedOrigin({ AllowOrigins = [] }: Cors, origin: string | undefined): string | undefined {
  if (origin === undefined) return undefined;
  const found = AllowOrigins.find((allowed) => originFits(allowed, origin));
  return found === undefined ? undefined : found === '*' ? '*' : origin;
}

/** Headers for every answer to an allowed origin; the API's take the place of the function's. */
export function corsHeaders(cors: Cors | undefined, request: HttpRequest): Record<string, string> {
  const origin = cors && allowedOrigin(cors, request.headers.origin);
  if (!cors || origin === undefined) return {};
  return {
    'access-control-allow-origin': origin,
    ...(origin === '*' ? {} : { vary: 'Origin' }),
    ...(cors.AllowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
    ...(cors.ExposeHeaders?.length ? { 'access-control-expose-headers': cors.ExposeHeaders.join(',') } : {}),
  };
}

/**
 * The answer to a preflight request, which an API with a CORS configuration gives by itself.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function preflightAnswer(cors: Cors | undefined, request: HttpRequest): EdgeResponse | undefined {
  const { origin, 'access-control-request-method': method } = request.headers;
  if (!cors || request.method !== 'OPTIONS' || origin === undefined || method === undefined) return undefined;
  const headers = corsHeaders(cors, request);
  if (Object.keys(headers).length === 0) return { status: 204, headers: {}, body: '' };
  return {
    status: 204,
    headers: {
      ...headers,
      ...(cors.AllowMethods?.length ? { 'access-control-allow-methods': cors.AllowMethods.join(',') } : {}),
      ...(cors.AllowHeaders?.length ? { 'access-control-allow-headers': cors.AllowHeaders.join(',') } : {}),
      ...(cors.MaxAge === undefined ? {} : { 'access-control-max-age': String(cors.MaxAge) }),
    },
    body: '',
  };
}
