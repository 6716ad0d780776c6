import { type Caller, serviceCaller } from '../../core/caller.ts';
import type { RequestContext } from '../../core/service.ts';
import { type Parameter, parameterArn } from './parameter.ts';
import type { SsmState } from './state.ts';

/** The key of parameters for which none was named: AWS's own for this service. */
export const DEFAULT_KEY = 'alias/aws/ssm';

/**
 * With its own key Systems Manager encrypts in its own name, so that nobody needs a permission on it;
 * with a key of the account it does so in the name of whoever asks.
 * https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
 */
const callerFor = (keyId: string, arn: string, { caller, accountId }: RequestContext): Caller =>
  keyId === DEFAULT_KEY ? serviceCaller('ssm.amazonaws.com', accountId, arn) : caller;

/** @returns the ciphertext in base64. @throws AwsError as KMS does */
export async function encryptValue(
  { deps }: SsmState,
  name: string,
  value: string,
  keyId: string,
  context: RequestContext,
): Promise<string> {
  const arn = parameterArn(context, name);
  const { CiphertextBlob } = await deps.aws.call<{ CiphertextBlob: Uint8Array }>(
    callerFor(keyId, arn, context),
    'kms',
    'Encrypt',
    {
      KeyId: keyId,
      Plaintext: new Uint8Array(Buffer.from(value)),
      EncryptionContext: { PARAMETER_ARN: arn },
    },
    { accountId: context.accountId, region: context.region },
  );
  return Buffer.from(CiphertextBlob).toString('base64');
}

/** @throws AwsError as KMS does */
export async function decryptValue(
  { deps }: SsmState,
  parameter: Parameter,
  value: string,
  keyId: string,
  context: RequestContext,
): Promise<string> {
  const arn = parameterArn(parameter, parameter.name);
  const { Plaintext } = await deps.aws.call<{ Plaintext: Uint8Array }>(
    callerFor(keyId, arn, context),
    'kms',
    'Decrypt',
    {
      CiphertextBlob: new Uint8Array(Buffer.from(value, 'base64')),
      EncryptionContext: { PARAMETER_ARN: arn },
    },
    { accountId: parameter.accountId, region: parameter.region },
  );
  return Buffer.from(Plaintext).toString('utf8');
}
