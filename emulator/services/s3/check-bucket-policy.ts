import type { PutPublicAccessBlockCommandInput } from '@aws-sdk/client-s3';
import { AwsError } from '../../core/aws-error.ts';
import { type Caller, callerName } from '../../core/caller.ts';
import { type PolicyDocument, PolicyError, parsePolicy, type Statement } from '../../iam/policy.ts';
import { fits } from '../../iam/wildcard.ts';
import type { Bucket } from './bucket.ts';

const malformed = (message: string, cause?: unknown): AwsError =>
  new AwsError('MalformedPolicy', message, { status: 400, cause });

function parsed(text: string): PolicyDocument {
  try {
    return parsePolicy(text, 'resource');
  } catch (cause) {
    throw cause instanceof PolicyError ? malformed(cause.message, cause) : cause;
  }
}

const isOf = (arn: string, resource: string): boolean => fits(resource, arn) || resource.startsWith(`${arn}/`);

/** For everybody, on no condition. https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status */
const isPublic = ({ effect, principals, conditions }: Statement): boolean =>
  effect === 'Allow' && principals?.any === true && Object.keys(conditions).length === 0;

/**
 * What S3 refuses of a bucket's policy. Since April 2023 a new bucket blocks public policies until it is told not to.
 * @throws AwsError `MalformedPolicy`, `AccessDenied`
 */
export function checkBucketPolicy({ name, configurations }: Bucket, text: string, caller: Caller): void {
  const arn = `arn:aws:s3:::${name}`;
  const { statements } = parsed(text);
  for (const { resources, notResources, actions, notActions } of statements) {
    const named = resources ?? notResources ?? [];
    if (named.length === 0 || !named.every((resource) => isOf(arn, resource)))
      throw malformed('Policy has invalid resource');
    if (!(actions ?? notActions ?? []).every((action) => action === '*' || /^s3:/i.test(action)))
      throw malformed('Policy has invalid action');
  }
  const block = configurations.PublicAccessBlock as PutPublicAccessBlockCommandInput['PublicAccessBlockConfiguration'];
  if (block && !block.BlockPublicPolicy) return;
  if (!statements.some(isPublic)) return;
  throw new AwsError(
    'AccessDenied',
    `User: ${callerName(caller)} is not authorized to perform: s3:PutBucketPolicy on resource: "${arn}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
    { status: 403 },
  );
}
