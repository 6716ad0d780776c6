import type { ConnectionHttpParameters, CreateConnectionOAuthRequestParameters } from '@aws-sdk/client-eventbridge';
import { formatArn, type Place, placeKey } from '../../../core/arn.ts';
import type { Instant } from '../../../core/clock.ts';
import { parseEventsArn } from '../arns.ts';
import { notFound } from '../errors.ts';
import type { EventsState } from '../state.ts';

export type AuthorizationType = 'BASIC' | 'OAUTH_CLIENT_CREDENTIALS' | 'API_KEY';
export type ConnectionState = 'AUTHORIZED' | 'AUTHORIZING' | 'DEAUTHORIZED';

/** How a connection proves who it is; the members are those of its authorization type. */
export interface AuthParameters {
  readonly BasicAuthParameters?:
    | { readonly Username: string | undefined; readonly Password: string | undefined }
    | undefined;
  readonly ApiKeyAuthParameters?:
    | { readonly ApiKeyName: string | undefined; readonly ApiKeyValue: string | undefined }
    | undefined;
  readonly OAuthParameters?: CreateConnectionOAuthRequestParameters | undefined;
  readonly InvocationHttpParameters?: ConnectionHttpParameters | undefined;
}

/** Credentials for API destinations. AWS keeps them in a secret of its own. */
export interface Connection extends Place {
  readonly name: string;
  /** The end of its ARN. */
  readonly id: string;
  /** Undefined once it has been deauthorized. */
  readonly secretArn: string | undefined;
  readonly description: string | undefined;
  readonly type: AuthorizationType;
  readonly auth: AuthParameters;
  readonly kmsKeyIdentifier: string | undefined;
  readonly state: ConnectionState;
  readonly reason: string | undefined;
  readonly created: Instant;
  readonly modified: Instant;
  readonly authorized: Instant | undefined;
}

export const connectionKey = (place: Place, name: string): string => placeKey(place, name);
export const keyOfConnection = (connection: Connection): string => connectionKey(connection, connection.name);
export const connectionArn = (connection: Connection): string =>
  formatArn('events', connection, `connection/${connection.name}/${connection.id}`);

/** The ARN that a permission is asked for; the id is not known to the caller. */
export const connectionPattern = (place: Place, name: string | undefined): string =>
  formatArn('events', place, `connection/${name ?? ''}/*`);

/** How a message begins: AWS names there what it was about to do. */
export const failedTo = (verb: Verb): string => `Failed to ${verb} the connection(s).`;
export type Verb = 'create' | 'describe' | 'update';

/** Whatever was to be done with it. @throws AwsError `ResourceNotFoundException` */
export function requireConnection(state: EventsState, place: Place, name: string): Connection {
  const connection = state.connections.get(connectionKey(place, name));
  if (!connection) throw notFound(`${failedTo('describe')} Connection '${name}' does not exist.`);
  return connection;
}

/** The connection of an ARN, if it exists in this account and region. */
export function connectionByArn(state: EventsState, text: string, place: Place): Connection | undefined {
  const name = parseEventsArn(text)?.name.split('/')[0] ?? '';
  const connection = state.connections.get(connectionKey(place, name));
  return connection && connectionArn(connection) === text ? connection : undefined;
}

const date = (instant: Instant | undefined): Date | undefined =>
  instant === undefined ? undefined : new Date(instant);

/** What every operation on a connection answers. */
export const connectionStatus = (connection: Connection) => ({
  ConnectionArn: connectionArn(connection),
  ConnectionState: connection.state,
  CreationTime: new Date(connection.created),
  LastModifiedTime: new Date(connection.modified),
  LastAuthorizedTime: date(connection.authorized),
});
