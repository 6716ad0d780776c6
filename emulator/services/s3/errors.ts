import { AwsError } from '../../core/aws-error.ts';

// Codes and words of S3. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
export const noSuchBucket = (BucketName: string): AwsError =>
  new AwsError('NoSuchBucket', 'The specified bucket does not exist', { status: 404, fields: { BucketName } });
export const noSuchKey = (Key: string): AwsError =>
  new AwsError('NoSuchKey', 'The specified key does not exist.', { status: 404, fields: { Key } });
export const noSuchVersion = (): AwsError =>
  new AwsError('NoSuchVersion', 'The specified version does not exist.', { status: 404 });
/** @param fields `ArgumentName`, as it stands in the address, and `ArgumentValue`, where it is one argument's fault */
export const invalidArgument = (message: string, fields: Readonly<Record<string, string>> = {}): AwsError =>
  new AwsError('InvalidArgument', message, { status: 400, fields });
export const preconditionFailed = (Condition: string): AwsError =>
  new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
    status: 412,
    fields: { Condition },
  });
export const notModified = (): AwsError => new AwsError('NotModified', 'Not Modified', { status: 304 });
