import type {
  GetBucketVersioningCommandInput,
  GetBucketVersioningCommandOutput,
  PutBucketVersioningCommandInput,
} from '@aws-sdk/client-s3';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { bucketOf, forBucket, type S3State } from '../state.ts';

export const putBucketVersioning: Operation<S3State, PutBucketVersioningCommandInput, object> = {
  resource: forBucket,
  handle(state, { Bucket, VersioningConfiguration }) {
    const bucket = bucketOf(state, Bucket);
    const versioning = VersioningConfiguration?.Status;
    if (versioning === undefined)
      throw new AwsError('IllegalVersioningConfigurationException', 'The Versioning element must be specified', {
        status: 400,
      });
    state.buckets.put(bucket.name, { ...bucket, versioning });
    return {};
  },
};

export const getBucketVersioning: Operation<
  S3State,
  GetBucketVersioningCommandInput,
  Omit<GetBucketVersioningCommandOutput, '$metadata'>
> = {
  resource: forBucket,
  handle(state, { Bucket }) {
    const { versioning } = bucketOf(state, Bucket);
    return versioning === undefined ? {} : { Status: versioning };
  },
};

/** A configuration that is put, got and deleted whole. */
interface Configuration {
  /** The member of the input that holds it. */
  readonly member: string;
  readonly action: string;
  /** Whether the output is the configuration itself or holds it under `member`. */
  readonly bare?: boolean;
  /** What is answered where none was put; an error code and message, or a default. */
  readonly missing: { readonly code: string; readonly message: string } | { readonly value: object };
  /** @throws AwsError where the configuration asks for what is not done here */
  check?(configuration: object): void;
}

/** Objects' events go to EventBridge, and from there wherever they shall. @throws AwsError `NotImplemented` */
function refuseDirectNotifications(configuration: object): void {
  const direct = Object.entries(configuration).find(
    ([name, targets]) => name !== 'EventBridgeConfiguration' && Array.isArray(targets) && targets.length > 0,
  );
  if (!direct) return;
  const words = `${direct[0]} are not available on this endpoint: S3 notifies EventBridge only.`;
  throw new AwsError('NotImplemented', words, { status: 501 });
}

const CONFIGURATIONS: Readonly<Record<string, Configuration>> = {
  Cors: {
    member: 'CORSConfiguration',
    action: 'CORS',
    bare: true,
    missing: { code: 'NoSuchCORSConfiguration', message: 'The CORS configuration does not exist' },
  },
  Encryption: {
    member: 'ServerSideEncryptionConfiguration',
    action: 'EncryptionConfiguration',
    missing: {
      value: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }] },
    },
  },
  LifecycleConfiguration: {
    member: 'LifecycleConfiguration',
    action: 'LifecycleConfiguration',
    bare: true,
    missing: { code: 'NoSuchLifecycleConfiguration', message: 'The lifecycle configuration does not exist' },
  },
  Logging: { member: 'BucketLoggingStatus', action: 'BucketLogging', bare: true, missing: { value: {} } },
  NotificationConfiguration: {
    member: 'NotificationConfiguration',
    action: 'BucketNotification',
    bare: true,
    missing: { value: {} },
    check: refuseDirectNotifications,
  },
  OwnershipControls: {
    member: 'OwnershipControls',
    action: 'BucketOwnershipControls',
    missing: { code: 'OwnershipControlsNotFoundError', message: 'The bucket ownership controls were not found' },
  },
  PublicAccessBlock: {
    member: 'PublicAccessBlockConfiguration',
    action: 'BucketPublicAccessBlock',
    missing: {
      code: 'NoSuchPublicAccessBlockConfiguration',
      message: 'The public access block configuration was not found',
    },
  },
  Tagging: {
    member: 'Tagging',
    action: 'BucketTagging',
    bare: true,
    missing: { code: 'NoSuchTagSet', message: 'The TagSet does not exist' },
  },
};

const KEYS: Readonly<Record<string, string>> = {
  NotificationConfiguration: 'notification',
  OwnershipControls: 'ownership',
};

type Input = Readonly<Record<string, unknown>> & { readonly Bucket?: string };

const put = (key: string, { member, action, check }: Configuration): Operation<S3State, Input, object> => ({
  action: `s3:Put${action}`,
  resource: forBucket,
  handle(state, input) {
    const bucket = bucketOf(state, input.Bucket);
    const configuration = input[member] as object;
    check?.(configuration);
    state.buckets.put(bucket.name, {
      ...bucket,
      configurations: { ...bucket.configurations, [key]: configuration },
    });
    return {};
  },
});

const get = (key: string, { member, action, bare, missing }: Configuration): Operation<S3State, Input, object> => ({
  action: `s3:Get${action}`,
  resource: forBucket,
  handle(state, input) {
    const bucket = bucketOf(state, input.Bucket);
    const found = bucket.configurations[key] ?? ('value' in missing ? missing.value : undefined);
    if (!found) {
      const { code, message } = missing as { code: string; message: string };
      throw new AwsError(code, message, { status: 404, fields: { BucketName: bucket.name } });
    }
    return bare ? found : { [member]: found };
  },
});

const remove = (key: string, { action }: Configuration): Operation<S3State, Input, object> => ({
  action: `s3:Put${action}`,
  resource: forBucket,
  handle(state, input) {
    const bucket = bucketOf(state, input.Bucket);
    const { [key]: _gone, ...configurations } = bucket.configurations;
    state.buckets.put(bucket.name, { ...bucket, configurations });
    return {};
  },
});

const DELETES: Readonly<Record<string, string>> = {
  Cors: 'DeleteBucketCors',
  Encryption: 'DeleteBucketEncryption',
  LifecycleConfiguration: 'DeleteBucketLifecycle',
  OwnershipControls: 'DeleteBucketOwnershipControls',
  PublicAccessBlock: 'DeletePublicAccessBlock',
  Tagging: 'DeleteBucketTagging',
};

/** Put, get and delete of every configuration that only has to be kept. */
export const bucketConfigurations: Readonly<Record<string, Operation<S3State>>> = Object.fromEntries(
  Object.entries(CONFIGURATIONS).flatMap(([name, configuration]) => {
    const key = KEYS[name] ?? name;
    const noun = name === 'PublicAccessBlock' ? name : `Bucket${name}`;
    const deletes = DELETES[name];
    return [
      [`Put${noun}`, put(key, configuration)],
      [`Get${noun}`, get(key, configuration)],
      ...(deletes ? [[deletes, remove(key, configuration)]] : []),
    ] as [string, Operation<S3State>][];
  }),
);
