import type {
  DeleteBucketPolicyCommandInput,
  GetBucketPolicyCommandInput,
  GetBucketPolicyCommandOutput,
  PutBucketPolicyCommandInput,
} from '@aws-sdk/client-s3';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { checkBucketPolicy } from '../check-bucket-policy.ts';
import { bucketOf, forBucket, type S3State } from '../state.ts';

export const putBucketPolicy: Operation<S3State, PutBucketPolicyCommandInput, object> = {
  resource: forBucket,
  handle(state, { Bucket, Policy = '' }, { caller }) {
    const bucket = bucketOf(state, Bucket);
    checkBucketPolicy(bucket, Policy, caller);
    state.buckets.put(bucket.name, { ...bucket, policy: Policy });
    return {};
  },
};

export const getBucketPolicy: Operation<
  S3State,
  GetBucketPolicyCommandInput,
  Omit<GetBucketPolicyCommandOutput, '$metadata'>
> = {
  resource: forBucket,
  handle(state, { Bucket }) {
    const { name, policy } = bucketOf(state, Bucket);
    if (policy === undefined)
      throw new AwsError('NoSuchBucketPolicy', 'The bucket policy does not exist', {
        status: 404,
        fields: { BucketName: name },
      });
    return { Policy: policy };
  },
};

export const deleteBucketPolicy: Operation<S3State, DeleteBucketPolicyCommandInput, object> = {
  resource: forBucket,
  handle(state, { Bucket }) {
    const bucket = bucketOf(state, Bucket);
    state.buckets.put(bucket.name, { ...bucket, policy: undefined });
    return {};
  },
};
