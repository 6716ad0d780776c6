import { type Document, documentText, type Provider, type ProviderContext } from './provider.ts';

interface Properties {
  readonly SecretId: string;
  readonly ResourcePolicy: Document;
  readonly BlockPublicPolicy?: boolean;
}

const put = async ({ SecretId, ResourcePolicy, BlockPublicPolicy = false }: Properties, { call }: ProviderContext) => {
  const input = { SecretId, ResourcePolicy: documentText(ResourcePolicy), BlockPublicPolicy };
  const { ARN } = await call<{ ARN: string }>('secretsmanager', 'PutResourcePolicy', input);
  return { physicalId: ARN, attributes: { Id: ARN } };
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-resourcepolicy.html */
export const secretsManagerResourcePolicy: Provider<Properties> = {
  create: put,
  update: (properties, _existing, context) => put(properties, context),
  async delete({ properties: { SecretId } }, { call }) {
    await call('secretsmanager', 'DeleteResourcePolicy', { SecretId });
  },
};
