import type { EncryptionConfiguration } from '@aws-sdk/client-sfn';
import { AwsError } from '../../../core/aws-error.ts';
import type { RequestContext } from '../../../core/service.ts';
import type { StatesState } from '../state.ts';

/**
 * Whoever names a key must be able to look at it.
 * @throws AwsError `KmsAccessDeniedException`, `InvalidEncryptionConfiguration` where there is no such key
 */
export async function checkKey(
  { deps }: StatesState,
  { kmsKeyId }: EncryptionConfiguration,
  { caller, accountId, region }: RequestContext,
): Promise<void> {
  if (kmsKeyId === undefined) return;
  try {
    await deps.aws.call(caller, 'kms', 'DescribeKey', { KeyId: kmsKeyId }, { accountId, region });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const denied = error.code === 'AccessDeniedException';
    throw new AwsError(denied ? 'KmsAccessDeniedException' : 'InvalidEncryptionConfiguration', error.message);
  }
}
