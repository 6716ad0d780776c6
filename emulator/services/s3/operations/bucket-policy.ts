import type {
  DeleteBucketPolicyCommandInput,
  GetBucketPolicyCommandInput,
  GetBucketPolicyCommandOutput,
  PutBucketPolicyCommandInput,
} from '@aws-sdk/client-s3';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { PolicyError, parsePolicy } from '../../../iam/policy.ts';
import { bucketOf, forBucket, type S3State } from '../state.ts';

export const putBucketPolicy: Operation<S3State, PutBucketPolicyCommandInput, object> = {
  resource: forBucket,
  handle(state, { Bucket, Policy = '' }) {
    const bucket = bucketOf(state, Bucket);
    try {
      parsePolicy(Policy, 'resource');
    } catch (cause) {
      if (cause instanceof PolicyError) throw new AwsError('MalformedPolicy', cause.message, { status: 400, cause });
      throw cause;
    }
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
