import type { JsonObject } from '../template/json.ts';
import { changeTags } from './change-tags.ts';
import { defined, type Provider } from './provider.ts';

interface Properties extends JsonObject {
  readonly ApiId: string;
  readonly StageName: string;
  readonly Tags?: Readonly<Record<string, string>>;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html */
export const apiGatewayV2Stage: Provider<Properties> = {
  async create(properties, { call }) {
    await call('apigateway', 'CreateStage', properties);
    return { physicalId: properties.StageName };
  },
  async update(properties, { physicalId, properties: before }, context) {
    const { Tags, ApiId, StageName, ...rest } = properties;
    const reset = before.AccessLogSettings !== undefined && properties.AccessLogSettings === undefined;
    if (reset) await context.call('apigateway', 'DeleteAccessLogSettings', { ApiId, StageName });
    await context.call('apigateway', 'UpdateStage', defined({ ...rest, ApiId, StageName }));
    const arn = `arn:aws:apigateway:${context.stack.region}::/apis/${ApiId}/stages/${StageName}`;
    await changeTags('apigateway', arn, before.Tags, Tags, context);
    return { physicalId };
  },
  async delete({ physicalId: StageName, properties: { ApiId } }, { call }) {
    await call('apigateway', 'DeleteStage', { ApiId, StageName });
  },
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-deployment.html */
export const apiGatewayV2Deployment: Provider<Properties> = {
  async create(properties, { call }) {
    const { DeploymentId } = await call<{ DeploymentId: string }>('apigateway', 'CreateDeployment', properties);
    return { physicalId: DeploymentId, attributes: { DeploymentId } };
  },
  async update({ ApiId, Description = '' }, { physicalId, attributes }, { call }) {
    await call('apigateway', 'UpdateDeployment', { ApiId, DeploymentId: physicalId, Description });
    return { physicalId, attributes };
  },
  async delete({ physicalId: DeploymentId, properties: { ApiId } }, { call }) {
    await call('apigateway', 'DeleteDeployment', { ApiId, DeploymentId });
  },
};

interface Mapping extends JsonObject {
  readonly ApiId: string;
  readonly DomainName: string;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-apimapping.html */
export const apiGatewayV2ApiMapping: Provider<Mapping> = {
  async create(properties, { call }) {
    const { ApiMappingId } = await call<{ ApiMappingId: string }>('apigateway', 'CreateApiMapping', properties);
    return { physicalId: ApiMappingId, attributes: { ApiMappingId } };
  },
  async update(properties, { physicalId: ApiMappingId, attributes }, { call }) {
    await call('apigateway', 'UpdateApiMapping', { ...properties, ApiMappingId });
    return { physicalId: ApiMappingId, attributes };
  },
  async delete({ physicalId: ApiMappingId, properties: { DomainName } }, { call }) {
    await call('apigateway', 'DeleteApiMapping', { ApiMappingId, DomainName });
  },
};
