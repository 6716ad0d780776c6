import type { Place } from '../../core/arn.ts';
import { AwsError } from '../../core/aws-error.ts';
import { serviceCaller } from '../../core/caller.ts';
import type { CloudTrailState } from './state.ts';
import { trailArn } from './trail.ts';

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/**
 * CloudTrail writes in its own name: bucket and topic must let it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 * @throws AwsError as CreateTrail does
 */
export function checkDestination(
  { ports }: CloudTrailState,
  { accountId, region }: Place,
  name: string,
  { bucket, prefix, topicArn }: { bucket: string; prefix: string | undefined; topicArn: string | undefined },
): void {
  if (!BUCKET.test(bucket)) throw new AwsError('InvalidS3BucketNameException', `Bucket name is not valid: ${bucket}`);
  if (prefix !== undefined && (prefix.length > 200 || /[\s\\{}^%`"<>~#|]/.test(prefix)))
    throw new AwsError('InvalidS3PrefixException', `Prefix is not valid: ${prefix}`);
  if (!ports.bucketExists(bucket))
    throw new AwsError('S3BucketDoesNotExistException', `S3 bucket ${bucket} does not exist!`);
  const caller = serviceCaller('cloudtrail.amazonaws.com', accountId, trailArn({ accountId, region, name }));
  const objects = `arn:aws:s3:::${bucket}/${prefix === undefined ? '' : `${prefix}/`}AWSLogs/${accountId}/*`;
  const writes = ports.allows(caller, 's3:PutObject', objects, { 's3:x-amz-acl': 'bucket-owner-full-control' });
  if (!writes || !ports.allows(caller, 's3:GetBucketAcl', `arn:aws:s3:::${bucket}`)) {
    throw new AwsError(
      'InsufficientS3BucketPolicyException',
      `Incorrect S3 bucket policy is detected for bucket: ${bucket}`,
    );
  }
  if (topicArn !== undefined && !ports.allows(caller, 'sns:Publish', topicArn)) {
    throw new AwsError(
      'InsufficientSnsTopicPolicyException',
      `SNS Topic does not exist or the topic policy is incorrect!`,
    );
  }
}
