import { type Document, documentText, type Provider, type ProviderContext } from './provider.ts';

interface Properties {
  readonly Bucket: string;
  readonly PolicyDocument: Document;
}

const put = async ({ Bucket, PolicyDocument }: Properties, { call }: ProviderContext) => {
  await call('s3', 'PutBucketPolicy', { Bucket, Policy: documentText(PolicyDocument) });
  return { physicalId: Bucket };
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html */
export const s3BucketPolicy: Provider<Properties> = {
  create: put,
  update: (properties, _existing, context) => put(properties, context),
  async delete({ physicalId: Bucket }, { call }) {
    await call('s3', 'DeleteBucketPolicy', { Bucket });
  },
};
