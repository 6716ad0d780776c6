import type { HttpParameters } from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { parseEventsArn } from '../arns.ts';
import { authHeaders } from '../connections/auth-headers.ts';
import { type Connection, connectionByArn } from '../connections/connection.ts';
import { forgetToken, pairsOf } from '../connections/oauth.ts';
import { checkSecret } from '../connections/secret.ts';
import { notFound } from '../errors.ts';
import type { EventsState } from '../state.ts';
import { type ApiDestination, apiDestinationArn, apiDestinationKey } from './api-destination.ts';
import { type HttpRequest, type HttpResponse, httpRequest } from './http-request.ts';
import { requestHeaders } from './request-headers.ts';

export interface InvokeInput {
  readonly ApiDestinationArn: string;
  /** JSON. */
  readonly Body: string;
  readonly HttpParameters?: HttpParameters | undefined;
}

/** Whoever invokes an API destination gets the API's answer, whatever its status. */
export type InvokeOutput = HttpResponse;

const BODILESS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Path parameters take the place of the asterisks, in their order. */
function urlOf({ endpoint }: ApiDestination, connection: Connection, target: HttpParameters = {}): string {
  const values = [...(target.PathParameterValues ?? [])];
  const url = new URL(endpoint.replace(/\*/g, () => encodeURIComponent(values.shift() ?? '')));
  const query = [
    ...Object.entries(target.QueryStringParameters ?? {}),
    ...pairsOf(connection.auth.InvocationHttpParameters?.QueryStringParameters),
  ];
  for (const [name, value] of query) url.searchParams.set(name, value);
  return url.href;
}

/** The connection's body parameters join the event where that is an object. */
function bodyOf(body: string, connection: Connection): string {
  const extra = pairsOf(connection.auth.InvocationHttpParameters?.BodyParameters);
  if (extra.length === 0) return body;
  const value: unknown = JSON.parse(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return body;
  return JSON.stringify({ ...value, ...Object.fromEntries(extra) });
}

async function send(
  state: EventsState,
  destination: ApiDestination,
  connection: Connection,
  { Body, HttpParameters }: InvokeInput,
): Promise<HttpResponse> {
  const bodiless = BODILESS.has(destination.method);
  const request: HttpRequest = {
    url: urlOf(destination, connection, HttpParameters),
    method: destination.method,
    headers: requestHeaders(
      Object.entries(HttpParameters?.HeaderParameters ?? {}),
      pairsOf(connection.auth.InvocationHttpParameters?.HeaderParameters),
      await authHeaders(state, connection),
    ),
    body: bodiless ? undefined : bodyOf(Body, connection),
  };
  return httpRequest(state.deps.clock, request);
}

/**
 * Sends a request to an API destination. Not an operation of AWS's API, but an IAM action of it: the
 * role of a rule's target must be allowed it. The wire refuses it, since the model does not list it.
 */
export const invokeApiDestination: Operation<EventsState, InvokeInput, InvokeOutput> = {
  resource: ({ ApiDestinationArn }) => ApiDestinationArn,
  async handle(state, input, context) {
    const name = parseEventsArn(input.ApiDestinationArn)?.name.split('/')[0] ?? '';
    const destination = state.apiDestinations.get(apiDestinationKey(context, name));
    if (!destination || apiDestinationArn(destination) !== input.ApiDestinationArn) {
      throw notFound(`An api-destination '${name}' does not exist.`);
    }
    const connection = connectionByArn(state, destination.connectionArn, destination);
    if (!connection || connection.state === 'DEAUTHORIZED') {
      throw new AwsError('AccessDeniedException', `The connection of api-destination '${name}' is not authorized.`);
    }
    await checkSecret(state, context.caller, connection);
    await state.rateLimit.turn(input.ApiDestinationArn, destination.rate);
    const answer = await send(state, destination, connection, input);
    const refused = answer.status === 401 || answer.status === 407;
    if (!refused || connection.type !== 'OAUTH_CLIENT_CREDENTIALS') return answer;
    // A token may have been withdrawn: once more with a new one.
    forgetToken(state, connection);
    return send(state, destination, connection, input);
  },
};
