import type {
  ConnectionAuthResponseParameters,
  ConnectionHttpParameters,
  DescribeConnectionCommandInput,
  DescribeConnectionCommandOutput,
} from '@aws-sdk/client-eventbridge';
import type { EventsOperation } from '../operation.ts';
import { present } from '../present.ts';
import { type AuthParameters, connectionPattern, connectionStatus, requireConnection } from './connection.ts';

interface Parameter {
  readonly Value?: string | undefined;
  readonly IsValueSecret?: boolean | undefined;
}

const withoutSecret = <P extends Parameter>({ Value, IsValueSecret = false, ...rest }: P) =>
  present({ ...rest, ...(IsValueSecret ? {} : { Value }), IsValueSecret });

/** Parameters without the values that are secret. */
const shownHttp = (http: ConnectionHttpParameters | undefined): ConnectionHttpParameters | undefined =>
  http &&
  present({
    HeaderParameters: http.HeaderParameters?.map(withoutSecret),
    QueryStringParameters: http.QueryStringParameters?.map(withoutSecret),
    BodyParameters: http.BodyParameters?.map(withoutSecret),
  });

function shownAuth(auth: AuthParameters): ConnectionAuthResponseParameters {
  const { BasicAuthParameters: basic, ApiKeyAuthParameters: key, OAuthParameters: oauth } = auth;
  return present({
    BasicAuthParameters: basic && present({ Username: basic.Username }),
    ApiKeyAuthParameters: key && present({ ApiKeyName: key.ApiKeyName }),
    OAuthParameters:
      oauth &&
      present({
        ClientParameters: present({ ClientID: oauth.ClientParameters?.ClientID }),
        AuthorizationEndpoint: oauth.AuthorizationEndpoint,
        HttpMethod: oauth.HttpMethod,
        OAuthHttpParameters: shownHttp(oauth.OAuthHttpParameters),
      }),
    InvocationHttpParameters: shownHttp(auth.InvocationHttpParameters),
  });
}

export const describeConnection: EventsOperation<DescribeConnectionCommandInput, DescribeConnectionCommandOutput> = {
  resource: ({ Name }, context) => connectionPattern(context, Name),
  handle(state, { Name = '' }, context) {
    const connection = requireConnection(state, context, Name);
    return present({
      ...connectionStatus(connection),
      Name: connection.name,
      Description: connection.description,
      StateReason: connection.reason,
      AuthorizationType: connection.type,
      SecretArn: connection.secretArn,
      KmsKeyIdentifier: connection.kmsKeyIdentifier,
      AuthParameters: shownAuth(connection.auth),
    });
  },
};
