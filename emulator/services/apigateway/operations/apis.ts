import type {
  Cors,
  CreateApiCommandInput,
  DeleteApiCommandInput,
  DeleteCorsConfigurationCommandInput,
  GetApiCommandInput,
  GetApisCommandInput,
  UpdateApiCommandInput,
} from '@aws-sdk/client-apigatewayv2';
import { type Api, apiKey, keyOfApi } from '../api.ts';
import { badRequest } from '../errors.ts';
import { type ApiGatewayOperation, permission } from '../operation.ts';
import { pageOf, shownApi } from '../present.ts';
import { apiOf, newId, saveApi } from '../state.ts';

const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', '*']);

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html @throws AwsError `BadRequestException` */
function checkCors(cors: Cors | undefined): void {
  if (!cors) return;
  if (cors.AllowCredentials && cors.AllowOrigins?.includes('*')) {
    throw badRequest('allow-credentials is not supported when the allow-origin is *');
  }
  for (const method of cors.AllowMethods ?? [])
    if (!METHODS.has(method)) throw badRequest(`Invalid method in allow-methods: ${method}`);
  for (const origin of cors.AllowOrigins ?? [])
    if (origin !== '*' && !/^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(origin))
      throw badRequest(`Invalid format for origin ${origin}. Origin should be a valid URL.`);
}

export const createApi: ApiGatewayOperation<CreateApiCommandInput> = {
  ...permission('POST', () => '/apis'),
  handle(state, input, context) {
    if (input.ProtocolType !== 'HTTP') {
      throw badRequest('Only HTTP APIs are supported by this endpoint; WebSocket APIs are not.');
    }
    if (input.RouteKey !== undefined || input.Target !== undefined || input.CredentialsArn !== undefined) {
      throw badRequest('Quick create is not supported by this endpoint: create routes and integrations by themselves.');
    }
    if (input.IpAddressType === 'dualstack') throw badRequest('This endpoint serves ipv4 only.');
    checkCors(input.CorsConfiguration);
    const api: Api = {
      accountId: context.accountId,
      region: context.region,
      id: newId(state, 10),
      name: input.Name ?? '',
      description: input.Description,
      version: input.Version,
      cors: input.CorsConfiguration,
      disableExecuteApiEndpoint: input.DisableExecuteApiEndpoint ?? false,
      tags: input.Tags ?? {},
      created: context.now,
      routes: {},
      integrations: {},
      authorizers: {},
      stages: {},
      deployments: {},
    };
    saveApi(state, api);
    return shownApi(state, api);
  },
};

export const getApi: ApiGatewayOperation<GetApiCommandInput> = {
  ...permission('GET', ({ ApiId }) => `/apis/${ApiId}`),
  handle: (state, { ApiId }, context) => shownApi(state, apiOf(state, ApiId, context)),
};

export const getApis: ApiGatewayOperation<GetApisCommandInput> = {
  ...permission('GET', () => '/apis'),
  handle: (state, input, context) =>
    pageOf(
      state.apis.values(apiKey(context, '')).map((api) => shownApi(state, api)),
      input,
    ),
};

export const updateApi: ApiGatewayOperation<UpdateApiCommandInput> = {
  ...permission('PATCH', ({ ApiId }) => `/apis/${ApiId}`),
  handle(state, input, context) {
    const api = apiOf(state, input.ApiId, context);
    if (input.RouteKey !== undefined || input.Target !== undefined || input.CredentialsArn !== undefined) {
      throw badRequest('RouteKey, Target and CredentialsArn can be updated for quick create APIs only.');
    }
    checkCors(input.CorsConfiguration);
    const changed: Api = {
      ...api,
      name: input.Name ?? api.name,
      description: input.Description ?? api.description,
      version: input.Version ?? api.version,
      cors: input.CorsConfiguration ?? api.cors,
      disableExecuteApiEndpoint: input.DisableExecuteApiEndpoint ?? api.disableExecuteApiEndpoint,
    };
    saveApi(state, changed);
    return shownApi(state, changed);
  },
};

export const deleteApi: ApiGatewayOperation<DeleteApiCommandInput> = {
  ...permission('DELETE', ({ ApiId }) => `/apis/${ApiId}`),
  handle(state, { ApiId }, context) {
    state.apis.delete(keyOfApi(apiOf(state, ApiId, context)));
    return {};
  },
};

export const deleteCorsConfiguration: ApiGatewayOperation<DeleteCorsConfigurationCommandInput> = {
  ...permission('DELETE', ({ ApiId }) => `/apis/${ApiId}/cors`),
  handle(state, { ApiId }, context) {
    saveApi(state, { ...apiOf(state, ApiId, context), cors: undefined });
    return {};
  },
};
