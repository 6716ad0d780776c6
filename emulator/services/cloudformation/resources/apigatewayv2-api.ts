import type { JsonObject } from '../template/json.ts';
import { changeTags } from './change-tags.ts';
import { defined, type Provider, type ProviderContext } from './provider.ts';

interface Properties extends JsonObject {
  readonly Name?: string;
  readonly ProtocolType?: string;
  readonly Tags?: Readonly<Record<string, string>>;
  readonly CorsConfiguration?: JsonObject;
}

const HANDLED = [
  'ApiKeySelectionExpression',
  'CorsConfiguration',
  'CredentialsArn',
  'Description',
  'DisableExecuteApiEndpoint',
  'DisableSchemaValidation',
  'IpAddressType',
  'Name',
  'ProtocolType',
  'RouteKey',
  'RouteSelectionExpression',
  'Tags',
  'Target',
  'Version',
];

const arnOf = (id: string, { stack }: ProviderContext): string => `arn:aws:apigateway:${stack.region}::/apis/${id}`;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html */
export const apiGatewayV2Api: Provider<Properties> = {
  // An API described by `Body` or `BodyS3Location` would need an importer of OpenAPI.
  handles: HANDLED,
  async create(properties, context) {
    const made = await context.call<{ ApiId: string; ApiEndpoint: string }>('apigateway', 'CreateApi', properties);
    const { region, accountId } = context.stack;
    const attributes = {
      ApiId: made.ApiId,
      ApiEndpoint: made.ApiEndpoint,
      ExecuteApiArn: `arn:aws:execute-api:${region}:${accountId}:${made.ApiId}`,
    };
    return { physicalId: made.ApiId, attributes };
  },
  async update(properties, { physicalId: ApiId, properties: before, attributes }, context) {
    const { Tags, ProtocolType: _protocol, CorsConfiguration: cors, ...rest } = properties;
    const CorsConfiguration = cors;
    if (cors === undefined && before.CorsConfiguration !== undefined)
      await context.call('apigateway', 'DeleteCorsConfiguration', { ApiId });
    await context.call('apigateway', 'UpdateApi', defined({ ...rest, CorsConfiguration, ApiId }));
    await changeTags('apigateway', arnOf(ApiId, context), before.Tags, Tags, context);
    return { physicalId: ApiId, attributes };
  },
  async delete({ physicalId: ApiId }, { call }) {
    await call('apigateway', 'DeleteApi', { ApiId });
  },
};
