import type { UpdateConnectionCommandInput, UpdateConnectionCommandOutput } from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../../core/aws-error.ts';
import { invalid } from '../errors.ts';
import type { EventsOperation } from '../operation.ts';
import { present } from '../present.ts';
import { beginAuthorization, firstState } from './authorize.ts';
import { checkAuth, refusePrivate } from './check-auth.ts';
import {
  type AuthParameters,
  type Connection,
  connectionPattern,
  connectionStatus,
  failedTo,
  keyOfConnection,
  requireConnection,
} from './connection.ts';
import { keepSecret } from './secret.ts';

type Changes = NonNullable<UpdateConnectionCommandInput['AuthParameters']>;

/** What is left out stays, member by member; a change of the type starts anew. */
function mergedAuth({ type, auth }: Connection, newType: Connection['type'], changes: Changes = {}): AuthParameters {
  const kept: AuthParameters = newType === type ? auth : { InvocationHttpParameters: auth.InvocationHttpParameters };
  const { BasicAuthParameters, ApiKeyAuthParameters, OAuthParameters, InvocationHttpParameters } = changes;
  return present({
    ...kept,
    ...(BasicAuthParameters
      ? {
          BasicAuthParameters: {
            Username: undefined,
            Password: undefined,
            ...kept.BasicAuthParameters,
            ...BasicAuthParameters,
          },
        }
      : {}),
    ...(ApiKeyAuthParameters
      ? {
          ApiKeyAuthParameters: {
            ApiKeyName: undefined,
            ApiKeyValue: undefined,
            ...kept.ApiKeyAuthParameters,
            ...ApiKeyAuthParameters,
          },
        }
      : {}),
    ...(OAuthParameters
      ? {
          OAuthParameters: {
            AuthorizationEndpoint: undefined,
            HttpMethod: undefined,
            ...kept.OAuthParameters,
            ...OAuthParameters,
            ClientParameters: {
              ClientID: undefined,
              ClientSecret: undefined,
              ...kept.OAuthParameters?.ClientParameters,
              ...OAuthParameters.ClientParameters,
            },
          },
        }
      : {}),
    ...(InvocationHttpParameters ? { InvocationHttpParameters } : {}),
  });
}

const NOTHING =
  'At least one of the following is required: Description, KmsKeyIdentifier, AuthorizationType with BasicAuthParameters, ApiKeyAuthParameters, or OAuthParameters.';

export const updateConnection: EventsOperation<UpdateConnectionCommandInput, UpdateConnectionCommandOutput> = {
  resource: ({ Name }, context) => connectionPattern(context, Name),
  async handle(state, input, context) {
    const { BasicAuthParameters, ApiKeyAuthParameters, OAuthParameters, InvocationHttpParameters } =
      input.AuthParameters ?? {};
    const isOther =
      (BasicAuthParameters ?? ApiKeyAuthParameters ?? OAuthParameters ?? InvocationHttpParameters) !== undefined;
    const isAuthorization = isOther && input.AuthorizationType !== undefined;
    if (!isAuthorization && input.Description === undefined && input.KmsKeyIdentifier === undefined) {
      throw invalid(`${failedTo('update')} ${NOTHING}`);
    }
    const connection = requireConnection(state, context, input.Name ?? '');
    refusePrivate(input.InvocationConnectivityParameters ?? input.AuthParameters?.ConnectivityParameters);
    const type = input.AuthorizationType ?? connection.type;
    const auth = mergedAuth(connection, type, input.AuthParameters);
    if (isOther || input.AuthorizationType !== undefined) checkAuth(state, type, auth, 'update');
    const first = isOther ? firstState({ type }) : connection.state;
    const updated: Connection = {
      ...connection,
      description: input.Description ?? connection.description,
      kmsKeyIdentifier: input.KmsKeyIdentifier ?? connection.kmsKeyIdentifier,
      type,
      auth,
      state: first,
      reason: isOther ? undefined : connection.reason,
      modified: context.now,
      authorized: isOther && first === 'AUTHORIZED' ? context.now : connection.authorized,
    };
    const kept = isOther ? { ...updated, secretArn: await keepSecret(state, context.caller, updated) } : updated;
    if (requireConnection(state, context, connection.name) !== connection) {
      throw new AwsError(
        'ConcurrentModificationException',
        `Connection '${connection.name}' has been changed meanwhile.`,
      );
    }
    state.connections.put(keyOfConnection(connection), kept);
    beginAuthorization(state, kept);
    return present(connectionStatus(kept));
  },
};
