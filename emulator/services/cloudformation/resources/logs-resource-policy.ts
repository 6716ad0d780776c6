import { type Document, documentText, type Provider, type ProviderContext } from './provider.ts';

interface Properties {
  readonly PolicyName: string;
  readonly PolicyDocument: Document;
}

const put = async ({ PolicyName, PolicyDocument }: Properties, { call }: ProviderContext) => {
  await call('logs', 'PutResourcePolicy', { policyName: PolicyName, policyDocument: documentText(PolicyDocument) });
  return { physicalId: PolicyName };
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-resourcepolicy.html */
export const logsResourcePolicy: Provider<Properties> = {
  nameProperty: 'PolicyName',
  create: put,
  update: (properties, _existing, context) => put(properties, context),
  async delete({ physicalId: policyName }, { call }) {
    await call('logs', 'DeleteResourcePolicy', { policyName });
  },
};
