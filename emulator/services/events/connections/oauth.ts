import type { ConnectionHttpParameters } from '@aws-sdk/client-eventbridge';
import type { Instant } from '../../../core/clock.ts';
import { httpRequest } from '../api-destinations/http-request.ts';
import type { EventsState } from '../state.ts';
import { type Connection, keyOfConnection } from './connection.ts';

/** AWS asks for a new token a minute before the old one ends. */
const MARGIN = 60_000;

/** Tokens by connection and version of its credentials: they are asked for again after a restart. */
const tokens = new WeakMap<EventsState, Map<string, Token>>();

interface Token {
  readonly text: string;
  /** When it is no longer used: a minute before it ends. */
  readonly until: Instant;
}

const tokensOf = (state: EventsState): Map<string, Token> => {
  const known = tokens.get(state) ?? new Map<string, Token>();
  tokens.set(state, known);
  return known;
};

const keyOf = (connection: Connection): string =>
  `${keyOfConnection(connection)}/${connection.id}/${connection.modified}`;

interface Pair {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

export const pairsOf = (list: readonly Pair[] | undefined): [string, string][] =>
  (list ?? []).map(({ Key = '', Value = '' }) => [Key, Value]);

function formOf(clientId: string, clientSecret: string, extra: ConnectionHttpParameters | undefined): URLSearchParams {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  });
  for (const [key, value] of pairsOf(extra?.BodyParameters)) form.set(key, value);
  return form;
}

/**
 * Asks the authorization server for a token, with the client credentials in a form.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-connection-auth.html
 * @throws Error where the server refuses or cannot be reached
 */
export async function fetchToken(state: EventsState, connection: Connection): Promise<string> {
  const { OAuthParameters } = connection.auth;
  const extra = OAuthParameters?.OAuthHttpParameters;
  const url = new URL(OAuthParameters?.AuthorizationEndpoint ?? '');
  for (const [key, value] of pairsOf(extra?.QueryStringParameters)) url.searchParams.set(key, value);
  const { ClientID = '', ClientSecret = '' } = OAuthParameters?.ClientParameters ?? {};
  const form = formOf(ClientID, ClientSecret, extra);
  const method = OAuthParameters?.HttpMethod ?? 'POST';
  if (method === 'GET') for (const [key, value] of form) url.searchParams.set(key, value);
  const { status, body } = await httpRequest(state.deps.clock, {
    url: url.href,
    method,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...Object.fromEntries(pairsOf(extra?.HeaderParameters)),
    },
    body: method === 'GET' ? undefined : form.toString(),
  });
  if (status < 200 || status > 299) throw new Error(`The authorization server answered ${status}.`);
  const { access_token: token, expires_in: seconds } = JSON.parse(body) as {
    access_token?: unknown;
    expires_in?: unknown;
  };
  if (typeof token !== 'string') throw new Error('The authorization server gave no access_token.');
  const until = Number.isFinite(Number(seconds ?? Number.NaN))
    ? state.deps.clock.now() + Number(seconds) * 1_000 - MARGIN
    : Number.POSITIVE_INFINITY;
  tokensOf(state).set(keyOf(connection), { text: token, until });
  return token;
}

/** The token that is known, or a new one where there is none or it is about to end. */
export async function tokenOf(state: EventsState, connection: Connection): Promise<string> {
  const known = tokensOf(state).get(keyOf(connection));
  return known && state.deps.clock.now() < known.until ? known.text : fetchToken(state, connection);
}

/** To be called when an API has refused a token. */
export const forgetToken = (state: EventsState, connection: Connection): void =>
  void tokensOf(state).delete(keyOf(connection));
