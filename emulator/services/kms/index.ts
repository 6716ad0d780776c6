import type { Service, ServiceDeps } from '../../core/service.ts';
import type { Store } from '../../store/store.ts';
import * as aliases from './operations/aliases.ts';
import { createKey } from './operations/create-key.ts';
import { generateDataKey, generateDataKeyWithoutPlaintext, generateRandom } from './operations/data-keys.ts';
import { decryptOperation, encryptOperation, reEncrypt } from './operations/encryption.ts';
import { getKeyPolicy, listKeyPolicies, putKeyPolicy } from './operations/key-policies.ts';
import { disableKeyRotation, enableKeyRotation, getKeyRotationStatus } from './operations/key-rotation.ts';
import * as tags from './operations/key-tags.ts';
import * as keys from './operations/keys.ts';
import { createState, findKey, type KmsState } from './state.ts';

/** AWS KMS: symmetric keys, whose policies decide who may use them. */
export function createKms(deps: ServiceDeps<Store>): Service<KmsState> {
  const state = createState(deps);
  return {
    id: 'kms',
    state,
    resourceDecides: true,
    operations: {
      CancelKeyDeletion: keys.cancelKeyDeletion,
      CreateAlias: aliases.createAlias,
      CreateKey: createKey,
      Decrypt: decryptOperation,
      DeleteAlias: aliases.deleteAlias,
      DescribeKey: keys.describeKey,
      DisableKey: keys.disableKey,
      DisableKeyRotation: disableKeyRotation,
      EnableKey: keys.enableKey,
      EnableKeyRotation: enableKeyRotation,
      Encrypt: encryptOperation,
      GenerateDataKey: generateDataKey,
      GenerateDataKeyWithoutPlaintext: generateDataKeyWithoutPlaintext,
      GenerateRandom: generateRandom,
      GetKeyPolicy: getKeyPolicy,
      GetKeyRotationStatus: getKeyRotationStatus,
      ListAliases: aliases.listAliases,
      ListKeyPolicies: listKeyPolicies,
      ListKeys: keys.listKeys,
      ListResourceTags: tags.listResourceTags,
      PutKeyPolicy: putKeyPolicy,
      ReEncrypt: reEncrypt,
      ScheduleKeyDeletion: keys.scheduleKeyDeletion,
      TagResource: tags.tagResource,
      UntagResource: tags.untagResource,
      UpdateAlias: aliases.updateAlias,
      UpdateKeyDescription: keys.updateKeyDescription,
    },
    resourcePolicy: (arn, context) => (arn.includes(':key/') ? findKey(state, arn, context)?.policy : undefined),
  };
}
