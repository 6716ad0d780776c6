import type {
  GenerateDataKeyCommandInput,
  GenerateDataKeyWithoutPlaintextCommandInput,
  GenerateRandomCommandInput,
} from '@aws-sdk/client-kms';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation, RequestContext } from '../../../core/service.ts';
import { encrypt } from '../cipher.ts';
import { keyArn } from '../key.ts';
import { forKey, type KmsState, keyOf, rotated, usable } from '../state.ts';
import { checkDryRun, contextKeys } from './encryption.ts';

const SIZES: Readonly<Record<string, number>> = { AES_128: 16, AES_256: 32 };

const randomBytes = ({ deps }: KmsState, count: number): Uint8Array => Buffer.from(deps.ids.hex(2 * count), 'hex');

function dataKey(state: KmsState, input: GenerateDataKeyCommandInput, context: RequestContext) {
  const { KeyId = '', KeySpec: spec, NumberOfBytes: bytes, EncryptionContext = {} } = input;
  if ((spec === undefined) === (bytes === undefined))
    throw new AwsError('ValidationException', 'Please specify either number of bytes or key spec.');
  const key = rotated(state, usable(keyOf(state, KeyId, context)));
  checkDryRun(input.DryRun);
  const Plaintext = randomBytes(state, bytes ?? SIZES[spec ?? ''] ?? 32);
  return { CiphertextBlob: encrypt(key, state.deps.ids, Plaintext, EncryptionContext), Plaintext, KeyId: keyArn(key) };
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html */
export const generateDataKey: Operation<KmsState, GenerateDataKeyCommandInput, object> = {
  resource: forKey,
  conditionKeys: contextKeys,
  handle: dataKey,
};

export const generateDataKeyWithoutPlaintext: Operation<KmsState, GenerateDataKeyWithoutPlaintextCommandInput, object> =
  {
    resource: forKey,
    conditionKeys: contextKeys,
    handle(state, input, context) {
      const { Plaintext: _plaintext, ...rest } = dataKey(state, input, context);
      return rest;
    },
  };

export const generateRandom: Operation<KmsState, GenerateRandomCommandInput, object> = {
  handle(state, { NumberOfBytes: count }) {
    if (count === undefined) throw new AwsError('ValidationException', 'NumberOfBytes is required.');
    return { Plaintext: randomBytes(state, count) };
  },
};
