import type { JsonObject } from '../template/json.ts';
import type { Provider } from './provider.ts';

interface Properties extends JsonObject {
  readonly LayerName?: string;
}

/** Every change replaces it. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-layerversion.html */
export const lambdaLayerVersion: Provider<Properties> = {
  async create(properties, { call, generatedName }) {
    const LayerName = properties.LayerName ?? generatedName({ longest: 140 });
    const { LayerVersionArn } = await call<{ LayerVersionArn: string }>('lambda', 'PublishLayerVersion', {
      ...properties,
      LayerName,
    });
    return { physicalId: LayerVersionArn, attributes: { LayerVersionArn } };
  },
  async delete({ physicalId: arn }, { call }) {
    const [, layer = '', version = ''] = /^(.*):(\d+)$/.exec(arn) ?? [];
    await call('lambda', 'DeleteLayerVersion', { LayerName: layer, VersionNumber: Number(version) });
  },
};
