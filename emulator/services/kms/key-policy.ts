import { AwsError } from '../../core/aws-error.ts';
import { PolicyError, parsePolicy } from '../../iam/policy.ts';

const LARGEST = 32 * 1024;

/** The policy of a key that is made without one: the account's identity policies decide. https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
export const defaultPolicy = (accountId: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });

/** The policy of a key that KMS makes for another service: that service uses it, and the account may look at it. */
export const managedPolicy = (accountId: string, service: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Id: `auto-${service}-1`,
    Statement: [
      {
        Sid: `Allow access through ${service} for all principals in the account that are authorized to use it`,
        Effect: 'Allow',
        Principal: { Service: `${service}.amazonaws.com` },
        Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        Resource: '*',
        Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
      },
      {
        Sid: 'Allow direct access to key metadata to the account',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: ['kms:Describe*', 'kms:Get*', 'kms:List*'],
        Resource: '*',
      },
    ],
  });

const malformed = (message: string): AwsError => new AwsError('MalformedPolicyDocumentException', message);

/**
 * @param lockoutCheck whether the policy must let somebody of the account change it again
 * @throws AwsError `MalformedPolicyDocumentException`, `LimitExceededException`
 */
export function checkPolicy(text: string, lockoutCheck: boolean): void {
  if (Buffer.byteLength(text) > LARGEST)
    throw new AwsError('LimitExceededException', `A key policy must not be larger than ${LARGEST} bytes.`);
  let policy: ReturnType<typeof parsePolicy>;
  try {
    policy = parsePolicy(text, 'resource');
  } catch (cause) {
    throw cause instanceof PolicyError ? malformed(cause.message) : cause;
  }
  const opens = (actions: readonly string[] | undefined): boolean =>
    actions?.some((action) => /^(\*|kms:(\*|put\*|putkeypolicy))$/i.test(action)) ?? false;
  const isOpen = policy.statements.some(({ effect, actions }) => effect === 'Allow' && opens(actions));
  if (lockoutCheck && !isOpen)
    throw malformed('The new key policy will not allow you to update the key policy in the future.');
}
