import type {
  CreateBucketCommandInput,
  CreateBucketCommandOutput,
  DeleteBucketCommandInput,
  GetBucketLocationCommandInput,
  GetBucketLocationCommandOutput,
  HeadBucketCommandInput,
  HeadBucketCommandOutput,
  ListBucketsCommandInput,
  ListBucketsCommandOutput,
} from '@aws-sdk/client-s3';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { type Bucket, checkBucketName } from '../bucket.ts';
import { bucketOf, forBucket, type S3State } from '../state.ts';

export const createBucket: Operation<
  S3State,
  CreateBucketCommandInput,
  Omit<CreateBucketCommandOutput, '$metadata'>
> = {
  resource: forBucket,
  handle(state, { Bucket: name = '', CreateBucketConfiguration, ObjectOwnership }, { accountId, region, now }) {
    checkBucketName(name);
    const wanted = CreateBucketConfiguration?.LocationConstraint ?? 'us-east-1';
    if (wanted !== region) {
      throw new AwsError(
        'IllegalLocationConstraintException',
        `The ${wanted} location constraint is incompatible for the region specific endpoint this request was sent to.`,
        { status: 400 },
      );
    }
    const known = state.buckets.get(name);
    // us-east-1 alone answers 200 to the owner's second request. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
    if (known && known.accountId === accountId && region === 'us-east-1') return { Location: `/${name}` };
    if (known?.accountId === accountId)
      throw new AwsError(
        'BucketAlreadyOwnedByYou',
        'Your previous request to create the named bucket succeeded and you already own it.',
        { status: 409 },
      );
    if (known)
      throw new AwsError(
        'BucketAlreadyExists',
        'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
        { status: 409 },
      );
    const bucket: Bucket = {
      name,
      accountId,
      region,
      created: now,
      versioning: undefined,
      policy: undefined,
      configurations: { ownership: { Rules: [{ ObjectOwnership: ObjectOwnership ?? 'BucketOwnerEnforced' }] } },
    };
    state.buckets.put(name, bucket);
    return { Location: `/${name}` };
  },
};

export const deleteBucket: Operation<S3State, DeleteBucketCommandInput, object> = {
  resource: forBucket,
  handle(state, input) {
    const { name } = bucketOf(state, input.Bucket);
    if (!state.objects.isEmpty(name))
      throw new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', {
        status: 409,
        fields: { BucketName: name },
      });
    state.buckets.delete(name);
    return {};
  },
};

export const headBucket: Operation<S3State, HeadBucketCommandInput, Omit<HeadBucketCommandOutput, '$metadata'>> = {
  action: 's3:ListBucket',
  resource: forBucket,
  handle(state, input) {
    const bucket = state.buckets.get(input.Bucket ?? '');
    if (!bucket) throw new AwsError('NotFound', 'Not Found', { status: 404 });
    return { BucketRegion: bucket.region, AccessPointAlias: false };
  },
};

export const getBucketLocation: Operation<
  S3State,
  GetBucketLocationCommandInput,
  Omit<GetBucketLocationCommandOutput, '$metadata'>
> = {
  resource: forBucket,
  handle(state, input) {
    const { region } = bucketOf(state, input.Bucket);
    return region === 'us-east-1' ? {} : ({ LocationConstraint: region } as GetBucketLocationCommandOutput);
  },
};

export const listBuckets: Operation<S3State, ListBucketsCommandInput, Omit<ListBucketsCommandOutput, '$metadata'>> = {
  action: 's3:ListAllMyBuckets',
  handle(state, { Prefix = '' }, { accountId }) {
    const buckets = state.buckets.values(Prefix).filter((bucket) => bucket.accountId === accountId);
    return {
      Buckets: buckets.map(({ name, created }) => ({ Name: name, CreationDate: new Date(created) })),
      Owner: { ID: accountId },
    };
  },
};
