import type {
  CreateIntegrationCommandInput,
  DeleteIntegrationCommandInput,
  GetIntegrationCommandInput,
  GetIntegrationsCommandInput,
  UpdateIntegrationCommandInput,
} from '@aws-sdk/client-apigatewayv2';
import type { Api, Integration } from '../api.ts';
import { badRequest, conflict, notFound } from '../errors.ts';
import { functionOfUri } from '../invoke/function-uri.ts';
import { type ApiGatewayOperation, permission, permissionToGive } from '../operation.ts';
import { pageOf } from '../present.ts';
import { apiOf, newId, saveAndDeploy } from '../state.ts';

type Input = CreateIntegrationCommandInput | UpdateIntegrationCommandInput;

const pathOf = ({
  ApiId,
  IntegrationId,
}: {
  readonly ApiId?: string | undefined;
  readonly IntegrationId?: string | undefined;
}) => `/apis/${ApiId}/integrations${IntegrationId === undefined ? '' : `/${IntegrationId}`}`;

const NOT_FOR_HTTP = [
  'ContentHandlingStrategy',
  'PassthroughBehavior',
  'RequestTemplates',
  'TemplateSelectionExpression',
] as const;
const NOT_HERE = [
  'ConnectionId',
  'IntegrationSubtype',
  'RequestParameters',
  'ResponseParameters',
  'TlsConfig',
] as const;

/** @throws AwsError `BadRequestException` */
function check(integration: Integration, input: Input): Integration {
  const type = integration.IntegrationType;
  if (type !== 'AWS_PROXY' && type !== 'HTTP_PROXY') {
    throw badRequest(`Integrations of type ${type} are not supported for HTTP protocol APIs`);
  }
  for (const name of NOT_FOR_HTTP)
    if (input[name] !== undefined) throw badRequest(`${name} is not supported for HTTP APIs`);
  for (const name of NOT_HERE)
    if (input[name] !== undefined) throw badRequest(`${name} is not supported by this endpoint.`);
  if (type === 'HTTP_PROXY' || input.ConnectionType === 'VPC_LINK') {
    throw badRequest('This endpoint integrates with Lambda functions only (AWS_PROXY).');
  }
  if (input.PayloadFormatVersion === undefined && integration.PayloadFormatVersion === undefined) {
    throw badRequest('PayloadFormatVersion is a required parameter for this integration');
  }
  if (!['1.0', '2.0'].includes(integration.PayloadFormatVersion)) {
    throw badRequest(
      `Invalid PayloadFormatVersion: ${integration.PayloadFormatVersion}. Supported versions are 1.0 and 2.0.`,
    );
  }
  if (!functionOfUri(integration.IntegrationUri)) throw badRequest('Invalid integration URI specified');
  return integration;
}

function integrationOf(api: Api, id: string | undefined): Integration {
  const integration = api.integrations[id ?? ''];
  if (!integration) throw notFound('Invalid Integration identifier specified');
  return integration;
}

const merged = (before: Partial<Integration> & { readonly IntegrationId: string }, input: Input): Integration => ({
  IntegrationId: before.IntegrationId,
  IntegrationType: input.IntegrationType ?? before.IntegrationType ?? 'AWS_PROXY',
  IntegrationUri: input.IntegrationUri ?? before.IntegrationUri ?? '',
  IntegrationMethod: input.IntegrationMethod ?? before.IntegrationMethod ?? 'POST',
  ConnectionType: 'INTERNET',
  CredentialsArn: input.CredentialsArn ?? before.CredentialsArn,
  Description: input.Description ?? before.Description,
  PayloadFormatVersion: (input.PayloadFormatVersion ??
    before.PayloadFormatVersion) as Integration['PayloadFormatVersion'],
  TimeoutInMillis: input.TimeoutInMillis ?? before.TimeoutInMillis ?? 30_000,
});

export const createIntegration: ApiGatewayOperation<CreateIntegrationCommandInput> = {
  permissions: permissionToGive<CreateIntegrationCommandInput>('POST', pathOf, ({ CredentialsArn }) => CredentialsArn),
  handle(state, input, context) {
    const api = apiOf(state, input.ApiId, context);
    const IntegrationId = newId(state);
    const integration = check(merged({ IntegrationId }, input), input);
    saveAndDeploy(state, { ...api, integrations: { ...api.integrations, [IntegrationId]: integration } });
    return integration;
  },
};

export const updateIntegration: ApiGatewayOperation<UpdateIntegrationCommandInput> = {
  permissions: permissionToGive<UpdateIntegrationCommandInput>('PATCH', pathOf, ({ CredentialsArn }) => CredentialsArn),
  handle(state, input, context) {
    const api = apiOf(state, input.ApiId, context);
    const integration = check(merged(integrationOf(api, input.IntegrationId), input), input);
    saveAndDeploy(state, { ...api, integrations: { ...api.integrations, [integration.IntegrationId]: integration } });
    return integration;
  },
};

export const getIntegration: ApiGatewayOperation<GetIntegrationCommandInput> = {
  ...permission('GET', pathOf),
  handle: (state, { ApiId, IntegrationId }, context) => integrationOf(apiOf(state, ApiId, context), IntegrationId),
};

export const getIntegrations: ApiGatewayOperation<GetIntegrationsCommandInput> = {
  ...permission('GET', pathOf),
  handle: (state, input, context) => pageOf(Object.values(apiOf(state, input.ApiId, context).integrations), input),
};

export const deleteIntegration: ApiGatewayOperation<DeleteIntegrationCommandInput> = {
  ...permission('DELETE', pathOf),
  handle(state, { ApiId, IntegrationId }, context) {
    const api = apiOf(state, ApiId, context);
    const { IntegrationId: id } = integrationOf(api, IntegrationId);
    const user = Object.values(api.routes).find(({ Target }) => Target === `integrations/${id}`);
    if (user) throw conflict(`Cannot delete Integration '${id}' which is referenced by a Route.`);
    const { [id]: _gone, ...integrations } = api.integrations;
    saveAndDeploy(state, { ...api, integrations });
    return {};
  },
};
