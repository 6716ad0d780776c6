import type { EventsState } from '../state.ts';
import type { Connection } from './connection.ts';
import { tokenOf } from './oauth.ts';

/** Headers by their names in lower case. */
export const lowered = (pairs: readonly (readonly [string, string])[]): Record<string, string> =>
  Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value]));

/** The headers by which a connection proves who it is. @throws Error where its authorization server gives no token */
export async function authHeaders(state: EventsState, connection: Connection): Promise<Record<string, string>> {
  const { BasicAuthParameters: basic, ApiKeyAuthParameters: key } = connection.auth;
  if (basic) {
    return { authorization: `Basic ${Buffer.from(`${basic.Username}:${basic.Password}`).toString('base64')}` };
  }
  if (key) return { [(key.ApiKeyName ?? '').toLowerCase()]: key.ApiKeyValue ?? '' };
  return { authorization: `Bearer ${await tokenOf(state, connection)}` };
}
