import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { TooLargeError } from '../errors.ts';

/** A request as the handlers see it. */
export interface HttpRequest {
  /** Names in lower case, as HTTP APIs send them. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly path: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** The bytes that were sent; signatures are over these. */
  readonly body: Buffer;
  readonly correlationId: string;
  /** Where the API was asked, such as `https://api.example.com`. */
  readonly origin: string;
  /** What the authorizer said of the caller; empty where the route has none. */
  readonly caller: Readonly<Record<string, string>>;
}

/** Bytes. Under Lambda's 6 MB with room for base64, and far over any batch worth sending at once. */
export const LARGEST_BODY = 1_048_576;

const CORRELATION_ID = /^[\x21-\x7e]{1,128}$/;

/** The caller's own correlation id where it sent a usable one, else API Gateway's request id. */
export function correlationIdOf(event: APIGatewayProxyEventV2): string {
  const sent = event.headers['x-correlation-id'];
  return sent !== undefined && CORRELATION_ID.test(sent) ? sent : event.requestContext.requestId;
}

/** @throws TooLargeError */
export function readRequest(event: APIGatewayProxyEventV2): HttpRequest {
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (body.length > LARGEST_BODY) {
    throw new TooLargeError(`The body has ${body.length} bytes; at most ${LARGEST_BODY} are taken.`);
  }
  const { authorizer } = event.requestContext as { authorizer?: { lambda?: Record<string, string> | null } };
  return {
    headers: event.headers,
    path: event.pathParameters ?? {},
    query: event.queryStringParameters ?? {},
    body,
    correlationId: correlationIdOf(event),
    origin: `https://${event.requestContext.domainName}`,
    caller: authorizer?.lambda ?? {},
  };
}
