import type {
  CreateAuthorizerCommandInput,
  DeleteAuthorizerCommandInput,
  GetAuthorizerCommandInput,
  GetAuthorizersCommandInput,
  UpdateAuthorizerCommandInput,
} from '@aws-sdk/client-apigatewayv2';
import type { Api, Authorizer } from '../api.ts';
import { badRequest, conflict, notFound } from '../errors.ts';
import { functionOfUri } from '../invoke/function-uri.ts';
import { isIdentitySource } from '../invoke/identity-source.ts';
import { type ApiGatewayOperation, permission, permissionToGive } from '../operation.ts';
import { pageOf } from '../present.ts';
import { apiOf, newId, saveAndDeploy } from '../state.ts';

type Input = CreateAuthorizerCommandInput | UpdateAuthorizerCommandInput;

const pathOf = ({
  ApiId,
  AuthorizerId,
}: {
  readonly ApiId?: string | undefined;
  readonly AuthorizerId?: string | undefined;
}) => `/apis/${ApiId}/authorizers${AuthorizerId === undefined ? '' : `/${AuthorizerId}`}`;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html @throws AwsError */
function check(api: Api, authorizer: Authorizer, input: Input): Authorizer {
  if (authorizer.AuthorizerType !== 'REQUEST' || input.JwtConfiguration !== undefined) {
    throw badRequest('This endpoint has Lambda authorizers only (REQUEST); JWT authorizers are not supported.');
  }
  if (authorizer.AuthorizerPayloadFormatVersion === undefined) {
    throw badRequest('AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer');
  }
  if (!['1.0', '2.0'].includes(authorizer.AuthorizerPayloadFormatVersion)) {
    throw badRequest('AuthorizerPayloadFormatVersion must be 1.0 or 2.0');
  }
  if (authorizer.EnableSimpleResponses && authorizer.AuthorizerPayloadFormatVersion !== '2.0') {
    throw badRequest('EnableSimpleResponses is only supported for AuthorizerPayloadFormatVersion 2.0');
  }
  if (!functionOfUri(authorizer.AuthorizerUri)) throw badRequest('Invalid Authorizer URI specified');
  if (authorizer.AuthorizerResultTtlInSeconds > 0 && authorizer.IdentitySource.length === 0) {
    throw badRequest('Identity source is required when caching is enabled');
  }
  for (const source of authorizer.IdentitySource)
    if (!isIdentitySource(source)) throw badRequest(`Invalid identity source: ${source}`);
  const same = Object.values(api.authorizers).find(
    ({ Name, AuthorizerId }) => Name === authorizer.Name && AuthorizerId !== authorizer.AuthorizerId,
  );
  if (same) throw conflict('Authorizer name must be unique. Authorizer with the given name already exists.');
  return authorizer;
}

function authorizerOf(api: Api, id: string | undefined): Authorizer {
  const authorizer = api.authorizers[id ?? ''];
  if (!authorizer) throw notFound('Invalid Authorizer identifier specified');
  return authorizer;
}

const merged = (before: Partial<Authorizer> & { readonly AuthorizerId: string }, input: Input): Authorizer => ({
  AuthorizerId: before.AuthorizerId,
  AuthorizerType: input.AuthorizerType ?? before.AuthorizerType ?? 'REQUEST',
  Name: input.Name ?? before.Name ?? '',
  AuthorizerUri: input.AuthorizerUri ?? before.AuthorizerUri ?? '',
  AuthorizerCredentialsArn: input.AuthorizerCredentialsArn ?? before.AuthorizerCredentialsArn,
  AuthorizerPayloadFormatVersion: (input.AuthorizerPayloadFormatVersion ??
    before.AuthorizerPayloadFormatVersion) as Authorizer['AuthorizerPayloadFormatVersion'],
  // API Gateway keeps answers for five minutes unless it is told otherwise.
  AuthorizerResultTtlInSeconds: input.AuthorizerResultTtlInSeconds ?? before.AuthorizerResultTtlInSeconds ?? 300,
  EnableSimpleResponses: input.EnableSimpleResponses ?? before.EnableSimpleResponses ?? false,
  IdentitySource: input.IdentitySource ?? before.IdentitySource ?? [],
});

export const createAuthorizer: ApiGatewayOperation<CreateAuthorizerCommandInput> = {
  permissions: permissionToGive<CreateAuthorizerCommandInput>(
    'POST',
    pathOf,
    ({ AuthorizerCredentialsArn }) => AuthorizerCredentialsArn,
  ),
  handle(state, input, context) {
    const api = apiOf(state, input.ApiId, context);
    const AuthorizerId = newId(state, 6);
    const authorizer = check(api, merged({ AuthorizerId }, input), input);
    saveAndDeploy(state, { ...api, authorizers: { ...api.authorizers, [AuthorizerId]: authorizer } });
    return authorizer;
  },
};

export const updateAuthorizer: ApiGatewayOperation<UpdateAuthorizerCommandInput> = {
  permissions: permissionToGive<UpdateAuthorizerCommandInput>(
    'PATCH',
    pathOf,
    ({ AuthorizerCredentialsArn }) => AuthorizerCredentialsArn,
  ),
  handle(state, input, context) {
    const api = apiOf(state, input.ApiId, context);
    const authorizer = check(api, merged(authorizerOf(api, input.AuthorizerId), input), input);
    saveAndDeploy(state, { ...api, authorizers: { ...api.authorizers, [authorizer.AuthorizerId]: authorizer } });
    return authorizer;
  },
};

export const getAuthorizer: ApiGatewayOperation<GetAuthorizerCommandInput> = {
  ...permission('GET', pathOf),
  handle: (state, { ApiId, AuthorizerId }, context) => authorizerOf(apiOf(state, ApiId, context), AuthorizerId),
};

export const getAuthorizers: ApiGatewayOperation<GetAuthorizersCommandInput> = {
  ...permission('GET', pathOf),
  handle: (state, input, context) => pageOf(Object.values(apiOf(state, input.ApiId, context).authorizers), input),
};

export const deleteAuthorizer: ApiGatewayOperation<DeleteAuthorizerCommandInput> = {
  ...permission('DELETE', pathOf),
  handle(state, { ApiId, AuthorizerId }, context) {
    const api = apiOf(state, ApiId, context);
    const { AuthorizerId: id } = authorizerOf(api, AuthorizerId);
    if (Object.values(api.routes).some((route) => route.AuthorizerId === id)) {
      throw conflict('Cannot delete authorizer because it is referenced by a Route');
    }
    const { [id]: _gone, ...authorizers } = api.authorizers;
    saveAndDeploy(state, { ...api, authorizers });
    return {};
  },
};
