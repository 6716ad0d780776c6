import type { ConnectionHttpParameters } from '@aws-sdk/client-eventbridge';
import type { Place } from '../../../core/arn.ts';
import type { Caller } from '../../../core/caller.ts';
import { present } from '../present.ts';
import type { EventsState } from '../state.ts';
import type { AuthParameters, Connection } from './connection.ts';

const httpText = (http: ConnectionHttpParameters | undefined) => {
  if (!http) return undefined;
  const list = (all: ConnectionHttpParameters[keyof ConnectionHttpParameters]) =>
    all?.map(({ Key, Value, IsValueSecret = false }) => ({ key: Key, value: Value, is_value_secret: IsValueSecret }));
  return present({
    header_parameters: list(http.HeaderParameters),
    query_string_parameters: list(http.QueryStringParameters),
    body_parameters: list(http.BodyParameters),
  });
};

/** What AWS writes into a connection's secret. */
function secretText(auth: AuthParameters): string {
  const { BasicAuthParameters: basic, ApiKeyAuthParameters: key, OAuthParameters: oauth } = auth;
  return JSON.stringify({
    ...(basic ? { username: basic.Username, password: basic.Password } : {}),
    ...(key ? { api_key_name: key.ApiKeyName, api_key_value: key.ApiKeyValue } : {}),
    ...(oauth
      ? {
          client_id: oauth.ClientParameters?.ClientID,
          client_secret: oauth.ClientParameters?.ClientSecret,
          authorization_endpoint: oauth.AuthorizationEndpoint,
          http_method: oauth.HttpMethod,
          oauth_http_parameters: httpText(oauth.OAuthHttpParameters),
        }
      : {}),
    invocation_http_parameters: httpText(auth.InvocationHttpParameters),
  });
}

const call = <O>(
  { deps }: EventsState,
  caller: Caller,
  { accountId, region }: Place,
  operation: string,
  input: object,
) => deps.aws.call<O>(caller, 'secretsmanager', operation, input, { accountId, region });

/**
 * Puts a connection's credentials into its secret, a new one where it has none. Whoever changes the connection must
 * be allowed to.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-connection-auth.html
 * @returns the ARN of the secret
 * @throws AwsError `AccessDeniedException`
 */
export async function keepSecret(
  state: EventsState,
  caller: Caller,
  connection: Place & Pick<Connection, 'name' | 'auth' | 'secretArn' | 'kmsKeyIdentifier'>,
): Promise<string> {
  const { name, auth, secretArn, kmsKeyIdentifier } = connection;
  const SecretString = secretText(auth);
  if (secretArn !== undefined) {
    await call(state, caller, connection, 'UpdateManagedSecret', { SecretId: secretArn, SecretString });
    return secretArn;
  }
  const { ARN } = await call<{ readonly ARN: string }>(state, caller, connection, 'CreateManagedSecret', {
    Name: `events!connection/${name}/${state.deps.ids.uuid()}`,
    Description: `Secret of the EventBridge connection ${name}.`,
    SecretString,
    KmsKeyId: kmsKeyIdentifier,
    OwningService: 'events',
  });
  return ARN;
}

/** @throws AwsError `AccessDeniedException` */
export async function dropSecret(state: EventsState, caller: Caller, connection: Connection): Promise<void> {
  const { secretArn } = connection;
  if (secretArn !== undefined) await call(state, caller, connection, 'DeleteManagedSecret', { SecretId: secretArn });
}

/** @throws AwsError where the secret is no more, or waits for its deletion: the connection cannot be used */
export async function checkSecret(state: EventsState, caller: Caller, connection: Connection): Promise<void> {
  await call(state, caller, connection, 'CheckManagedSecret', { SecretId: connection.secretArn ?? '' });
}
