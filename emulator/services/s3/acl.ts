import { AwsError } from '../../core/aws-error.ts';

/**
 * Buckets own what is in them and have no ACLs; the one that says the same is accepted.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 * @throws AwsError `AccessControlListNotSupported`
 */
export function checkAcl(input: { readonly ACL?: string | undefined }): void {
  if (input.ACL !== undefined && input.ACL !== 'bucket-owner-full-control')
    throw new AwsError('AccessControlListNotSupported', 'The bucket does not allow ACLs', { status: 400 });
}
