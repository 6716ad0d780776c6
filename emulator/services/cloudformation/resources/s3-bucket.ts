import { isList, isObject, type Json, type JsonObject } from '../template/json.ts';
import { alreadyExists, type Provider, type ProviderContext, type Tag, unless } from './provider.ts';
import { lifecycle, notifications } from './s3-bucket-configurations.ts';

interface Properties extends JsonObject {
  readonly BucketName?: string;
}

/** One configuration of a bucket: the property, and the calls that put and delete it. */
interface Part {
  readonly put: string;
  /** Left out: an empty configuration is put. */
  readonly remove?: string;
  /** The rest of the input; undefined value: none. */
  input(value: Json | undefined): object;
}

const cors = (value: Json | undefined): object => ({
  CORSConfiguration: {
    CORSRules: (isObject(value) && isList(value.CorsRules) ? value.CorsRules : []).map((rule) => {
      const { Id: ID, ExposedHeaders: ExposeHeaders, MaxAge: MaxAgeSeconds, ...rest } = isObject(rule) ? rule : {};
      return JSON.parse(JSON.stringify({ ...rest, ID, ExposeHeaders, MaxAgeSeconds })) as object;
    }),
  },
});

const logging = (value: Json | undefined): object => ({
  BucketLoggingStatus: isObject(value)
    ? { LoggingEnabled: { TargetBucket: value.DestinationBucketName, TargetPrefix: value.LogFilePrefix ?? '' } }
    : {},
});

const PARTS: Readonly<Record<string, Part>> = {
  BucketEncryption: {
    put: 'PutBucketEncryption',
    remove: 'DeleteBucketEncryption',
    input: (value) => ({
      ServerSideEncryptionConfiguration: {
        Rules: (isObject(value) && isList(value.ServerSideEncryptionConfiguration)
          ? value.ServerSideEncryptionConfiguration
          : []
        ).map((rule) => {
          const { ServerSideEncryptionByDefault, ...rest } = isObject(rule) ? rule : {};
          return { ...rest, ApplyServerSideEncryptionByDefault: ServerSideEncryptionByDefault };
        }),
      },
    }),
  },
  CorsConfiguration: { put: 'PutBucketCors', remove: 'DeleteBucketCors', input: cors },
  LifecycleConfiguration: {
    put: 'PutBucketLifecycleConfiguration',
    remove: 'DeleteBucketLifecycle',
    input: (value) => ({ LifecycleConfiguration: lifecycle(value) }),
  },
  LoggingConfiguration: { put: 'PutBucketLogging', input: logging },
  NotificationConfiguration: {
    put: 'PutBucketNotificationConfiguration',
    input: (value) => ({ NotificationConfiguration: notifications(value) }),
  },
  OwnershipControls: {
    put: 'PutBucketOwnershipControls',
    remove: 'DeleteBucketOwnershipControls',
    input: (OwnershipControls) => ({ OwnershipControls }),
  },
  PublicAccessBlockConfiguration: {
    put: 'PutPublicAccessBlock',
    remove: 'DeletePublicAccessBlock',
    input: (PublicAccessBlockConfiguration) => ({ PublicAccessBlockConfiguration }),
  },
  Tags: {
    put: 'PutBucketTagging',
    remove: 'DeleteBucketTagging',
    input: (value) => ({ Tagging: { TagSet: (value ?? []) as unknown as readonly Tag[] } }),
  },
  VersioningConfiguration: {
    put: 'PutBucketVersioning',
    input: (value) => ({ VersioningConfiguration: value ?? { Status: 'Suspended' } }),
  },
};

async function configure(Bucket: string, before: Properties, after: Properties, { call }: ProviderContext) {
  for (const [name, { put, remove, input }] of Object.entries(PARTS)) {
    const [old, wanted] = [before[name], after[name]];
    if (JSON.stringify(old) === JSON.stringify(wanted)) continue;
    if (wanted === undefined && remove !== undefined) await call('s3', remove, { Bucket });
    else await call('s3', put, { Bucket, ...input(wanted) });
  }
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const s3Bucket: Provider<Properties> = {
  nameProperty: 'BucketName',
  handles: ['BucketName', ...Object.keys(PARTS)],
  async create(properties, context) {
    const { call, stack } = context;
    const Bucket = properties.BucketName ?? context.generatedName({ longest: 63, lowerCase: true });
    // In us-east-1 CreateBucket itself would take a bucket of the same owner for its own.
    if (await unless(['NotFound'], () => call('s3', 'HeadBucket', { Bucket })))
      throw alreadyExists(context.type, Bucket);
    const place =
      stack.region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: stack.region } };
    await call('s3', 'CreateBucket', { Bucket, ...place });
    const attributes = {
      Arn: `arn:aws:s3:::${Bucket}`,
      DomainName: `${Bucket}.s3.amazonaws.com`,
      DualStackDomainName: `${Bucket}.s3.dualstack.${stack.region}.amazonaws.com`,
      RegionalDomainName: `${Bucket}.s3.${stack.region}.amazonaws.com`,
      WebsiteURL: `http://${Bucket}.s3-website-${stack.region}.amazonaws.com`,
    };
    context.begun(Bucket, attributes);
    await configure(Bucket, {}, properties, context);
    return { physicalId: Bucket, attributes };
  },
  async update(properties, { physicalId, properties: before, attributes }, context) {
    await configure(physicalId, before, properties, context);
    return { physicalId, attributes };
  },
  async delete({ physicalId: Bucket }, { call }) {
    await call('s3', 'DeleteBucket', { Bucket });
  },
};
