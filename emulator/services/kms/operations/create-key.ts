import type { CreateKeyCommandInput } from '@aws-sdk/client-kms';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { metadataOf } from '../key.ts';
import { checkPolicy } from '../key-policy.ts';
import { type KmsState, newKey, saveKey } from '../state.ts';
import { tagMap } from '../tag-map.ts';

const absent = (what: string): AwsError =>
  new AwsError('UnsupportedOperationException', `${what} is not available on this endpoint.`);

/** Symmetric keys for encryption. https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html */
export const createKey: Operation<KmsState, CreateKeyCommandInput, object> = {
  tagAction: 'kms:TagResource',
  handle(state, input, context) {
    const {
      Policy,
      Description = '',
      Tags = [],
      MultiRegion,
      Origin = 'AWS_KMS',
      KeyUsage = 'ENCRYPT_DECRYPT',
    } = input;
    const spec = input.KeySpec ?? input.CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT';
    if (spec !== 'SYMMETRIC_DEFAULT') throw absent(`The key spec ${spec}`);
    if (KeyUsage !== 'ENCRYPT_DECRYPT')
      throw new AwsError(
        'ValidationException',
        `The operation failed because the KeyUsage value of the CMK is ${KeyUsage}, and its KeySpec SYMMETRIC_DEFAULT allows ENCRYPT_DECRYPT only.`,
      );
    if (Origin !== 'AWS_KMS') throw absent(`The origin ${Origin}`);
    if (MultiRegion) throw absent('MultiRegion');
    if (Policy !== undefined) checkPolicy(Policy, !input.BypassPolicyLockoutSafetyCheck);
    const key = newKey(state, context, {
      description: Description,
      tags: tagMap(Tags),
      ...(Policy === undefined ? {} : { policy: Policy }),
    });
    saveKey(state, key);
    return { KeyMetadata: metadataOf(key) };
  },
};
