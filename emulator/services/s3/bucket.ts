import { AwsError } from '../../core/aws-error.ts';
import type { Instant } from '../../core/clock.ts';

/** A bucket. Configurations are kept as they were put, by the name of their subresource. */
export interface Bucket {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly created: Instant;
  readonly versioning: 'Enabled' | 'Suspended' | undefined;
  readonly policy: string | undefined;
  readonly configurations: Readonly<Record<string, object>>;
}

export const bucketArn = (name: string): string => `arn:aws:s3:::${name}`;
export const objectArn = (bucket: string, key: string): string => `arn:aws:s3:::${bucket}/${key}`;

const NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html @throws AwsError `InvalidBucketName` */
export function checkBucketName(name: string): void {
  const isBad =
    !NAME.test(name) ||
    name.includes('..') ||
    /^\d+\.\d+\.\d+\.\d+$/.test(name) ||
    /^(xn--|sthree-|amzn-s3-demo-)/.test(name) ||
    /(-s3alias|--ol-s3|\.mrap|--x-s3)$/.test(name);
  if (isBad)
    throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.', {
      status: 400,
      fields: { BucketName: name },
    });
}
