import { defined, type Provider } from './provider.ts';

interface Properties {
  readonly FunctionName: string;
  readonly Description?: string;
  readonly CodeSha256?: string;
  readonly ProvisionedConcurrencyConfig?: { readonly ProvisionedConcurrentExecutions: number };
}

/** A published version never changes. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html */
export const lambdaVersion: Provider<Properties> = {
  handles: ['FunctionName', 'Description', 'CodeSha256', 'ProvisionedConcurrencyConfig'],
  async create({ FunctionName, Description, CodeSha256, ProvisionedConcurrencyConfig: provisioned }, { call, begun }) {
    const input = defined({ FunctionName, Description, CodeSha256 });
    const { FunctionArn, Version } = await call<Record<'FunctionArn' | 'Version', string>>(
      'lambda',
      'PublishVersion',
      input,
    );
    const attributes = { Version, FunctionArn };
    if (provisioned) {
      begun(FunctionArn, attributes);
      await call('lambda', 'PutProvisionedConcurrencyConfig', { FunctionName, Qualifier: Version, ...provisioned });
    }
    return { physicalId: FunctionArn, attributes };
  },
  async delete({ properties: { FunctionName }, attributes }, { call }) {
    await call('lambda', 'DeleteFunction', { FunctionName, Qualifier: attributes.Version });
  },
};
