import type { DecryptCommandInput, EncryptCommandInput, ReEncryptCommandInput } from '@aws-sdk/client-kms';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation, RequestContext } from '../../../core/service.ts';
import { decrypt, encrypt, keyIdOf } from '../cipher.ts';
import { type Key, keyArn } from '../key.ts';
import { findKey, forKey, type KmsState, keyOf, rotated, usable } from '../state.ts';

const ALGORITHM = 'SYMMETRIC_DEFAULT';

function checkAlgorithm(algorithm: string | undefined): void {
  if (algorithm !== undefined && algorithm !== ALGORITHM)
    throw new AwsError(
      'InvalidKeyUsageException',
      `Algorithm ${algorithm} and key spec ${ALGORITHM} are incompatible.`,
    );
}

/** The key that made a ciphertext. @throws AwsError `InvalidCiphertextException`, `IncorrectKeyException` where another was named */
function sourceKey(state: KmsState, ciphertext: Uint8Array, named: string | undefined, context: RequestContext): Key {
  const id = keyIdOf(ciphertext);
  const expected = named === undefined ? undefined : keyOf(state, named, context);
  const key = id === undefined ? undefined : expected?.id === id ? expected : findKey(state, id, context);
  if (!key) throw new AwsError('InvalidCiphertextException', '');
  if (expected && expected.id !== key.id) {
    throw new AwsError(
      'IncorrectKeyException',
      'The key ID in the request does not identify a CMK that can perform this operation.',
    );
  }
  return usable(key);
}

const forCiphertext = (
  { CiphertextBlob, KeyId }: Pick<DecryptCommandInput, 'CiphertextBlob' | 'KeyId'>,
  context: RequestContext,
  state: KmsState,
): string => forKey({ KeyId: KeyId ?? keyIdOf(CiphertextBlob ?? new Uint8Array()) ?? '*' }, context, state);

/** https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html */
export const contextKeys = ({ EncryptionContext = {} }: { EncryptionContext?: Record<string, string> | undefined }) =>
  Object.fromEntries(
    Object.entries(EncryptionContext).map(([name, value]) => [`kms:encryptioncontext:${name.toLowerCase()}`, value]),
  );

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html */
export const encryptOperation: Operation<KmsState, EncryptCommandInput, object> = {
  resource: forKey,
  conditionKeys: contextKeys,
  handle(state, { KeyId = '', Plaintext = new Uint8Array(), EncryptionContext = {}, ...more }, context) {
    checkAlgorithm(more.EncryptionAlgorithm);
    const key = rotated(state, usable(keyOf(state, KeyId, context)));
    checkDryRun(more.DryRun);
    const CiphertextBlob = encrypt(key, state.deps.ids, Plaintext, EncryptionContext);
    return { CiphertextBlob, KeyId: keyArn(key), EncryptionAlgorithm: ALGORITHM };
  },
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html */
export const decryptOperation: Operation<KmsState, DecryptCommandInput, object> = {
  resource: forCiphertext,
  conditionKeys: contextKeys,
  handle(state, { CiphertextBlob = new Uint8Array(), KeyId, EncryptionContext = {}, ...more }, context) {
    checkAlgorithm(more.EncryptionAlgorithm);
    const key = sourceKey(state, CiphertextBlob, KeyId, context);
    checkDryRun(more.DryRun);
    const Plaintext = decrypt(key, CiphertextBlob, EncryptionContext);
    return { KeyId: keyArn(key), Plaintext, EncryptionAlgorithm: ALGORITHM };
  },
};

/** A dry run says whether the call would have been allowed, by an error. @throws AwsError `DryRunOperationException` */
export function checkDryRun(dryRun: boolean | undefined): void {
  if (dryRun)
    throw new AwsError('DryRunOperationException', 'The request would have succeeded, but the DryRun option is set.');
}

export const reEncrypt: Operation<KmsState, ReEncryptCommandInput, object> = {
  permissions: ({ CiphertextBlob, SourceKeyId, DestinationKeyId }, context, state) => [
    { action: 'kms:ReEncryptFrom', resource: forCiphertext({ CiphertextBlob, KeyId: SourceKeyId }, context, state) },
    { action: 'kms:ReEncryptTo', resource: forKey({ KeyId: DestinationKeyId }, context, state) },
  ],
  handle(state, input, context) {
    const { CiphertextBlob = new Uint8Array(), SourceKeyId, DestinationKeyId = '' } = input;
    const source = sourceKey(state, CiphertextBlob, SourceKeyId, context);
    const target = rotated(state, usable(keyOf(state, DestinationKeyId, context)));
    checkDryRun(input.DryRun);
    const text = decrypt(source, CiphertextBlob, input.SourceEncryptionContext ?? {});
    return {
      CiphertextBlob: encrypt(target, state.deps.ids, text, input.DestinationEncryptionContext ?? {}),
      SourceKeyId: keyArn(source),
      KeyId: keyArn(target),
      SourceEncryptionAlgorithm: ALGORITHM,
      DestinationEncryptionAlgorithm: ALGORITHM,
    };
  },
};
