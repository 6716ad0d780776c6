import type { EventsState } from '../state.ts';
import { type Connection, type ConnectionState, keyOfConnection } from './connection.ts';
import { fetchToken } from './oauth.ts';

/** The state in which a connection begins: OAuth has to ask the authorization server first. */
export const firstState = ({ type }: Pick<Connection, 'type'>): ConnectionState =>
  type === 'OAUTH_CLIENT_CREDENTIALS' ? 'AUTHORIZING' : 'AUTHORIZED';

async function authorize(state: EventsState, connection: Connection): Promise<void> {
  const outcome = await fetchToken(state, connection).then(
    () => ({ state: 'AUTHORIZED' as const, reason: undefined, authorized: state.deps.clock.now() }),
    (error: unknown) => ({ state: 'DEAUTHORIZED' as const, reason: String(error).slice(0, 512) }),
  );
  const current = state.connections.get(keyOfConnection(connection));
  if (current?.id === connection.id && current.modified === connection.modified && current.state === 'AUTHORIZING') {
    state.connections.put(keyOfConnection(connection), { ...current, ...outcome });
  }
}

/** Asks for a first token where the connection waits for one; its state tells how that ended. */
export function beginAuthorization(state: EventsState, connection: Connection): void {
  if (connection.state !== 'AUTHORIZING') return;
  authorize(state, connection).catch((error: unknown) =>
    state.deps.log.error('a connection could not be authorized', { connection: connection.name, error: String(error) }),
  );
}
