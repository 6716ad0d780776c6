import type { Service, ServiceDeps } from '../../core/service.ts';
import type { Store } from '../../store/store.ts';
import { createSecret } from './operations/create-secret.ts';
import { getRandomPassword } from './operations/get-random-password.ts';
import * as managed from './operations/managed-secrets.ts';
import { deleteResourcePolicy, getResourcePolicy, putResourcePolicy } from './operations/secret-policies.ts';
import { tagResource, untagResource } from './operations/secret-tags.ts';
import { getSecretValue, putSecretValue, updateSecret, updateSecretVersionStage } from './operations/secret-values.ts';
import { deleteSecret, describeSecret, listSecrets, restoreSecret } from './operations/secrets.ts';
import type { SecretsState } from './state.ts';

/** AWS Secrets Manager, without rotation. */
export function createSecretsManager(deps: ServiceDeps<Store>): Service<SecretsState> {
  const state: SecretsState = { deps, secrets: deps.store.collection('secretsmanager.secrets') };
  return {
    id: 'secretsmanager',
    state,
    operations: {
      CheckManagedSecret: managed.checkManagedSecret,
      CreateManagedSecret: managed.createManagedSecret,
      CreateSecret: createSecret,
      DeleteManagedSecret: managed.deleteManagedSecret,
      DeleteResourcePolicy: deleteResourcePolicy,
      DeleteSecret: deleteSecret,
      DescribeSecret: describeSecret,
      GetRandomPassword: getRandomPassword,
      GetResourcePolicy: getResourcePolicy,
      GetSecretValue: getSecretValue,
      ListSecrets: listSecrets,
      PutResourcePolicy: putResourcePolicy,
      PutSecretValue: putSecretValue,
      RestoreSecret: restoreSecret,
      TagResource: tagResource,
      UntagResource: untagResource,
      UpdateManagedSecret: managed.updateManagedSecret,
      UpdateSecret: updateSecret,
      UpdateSecretVersionStage: updateSecretVersionStage,
    },
    resourcePolicy: (arn) => state.secrets.values().find((secret) => secret.arn === arn)?.policy,
  };
}
