import type {
  DeleteResourcePolicyCommandInput,
  GetResourcePolicyCommandInput,
  PutResourcePolicyCommandInput,
} from '@aws-sdk/client-secrets-manager';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { PolicyError, parsePolicy } from '../../../iam/policy.ts';
import { forSecret, livingSecretOf, putSecret, type SecretsState } from '../state.ts';

export const putResourcePolicy: Operation<SecretsState, PutResourcePolicyCommandInput, object> = {
  resource: forSecret,
  handle(state, { SecretId, ResourcePolicy = '' }, context) {
    const secret = livingSecretOf(state, SecretId, context);
    try {
      parsePolicy(ResourcePolicy, 'resource');
    } catch (cause) {
      if (cause instanceof PolicyError)
        throw new AwsError('MalformedPolicyDocumentException', cause.message, { cause });
      throw cause;
    }
    putSecret(state, { ...secret, policy: ResourcePolicy });
    return { ARN: secret.arn, Name: secret.name };
  },
};

export const getResourcePolicy: Operation<SecretsState, GetResourcePolicyCommandInput, object> = {
  resource: forSecret,
  handle(state, { SecretId }, context) {
    const { arn, name, policy } = livingSecretOf(state, SecretId, context);
    return { ARN: arn, Name: name, ...(policy === undefined ? {} : { ResourcePolicy: policy }) };
  },
};

export const deleteResourcePolicy: Operation<SecretsState, DeleteResourcePolicyCommandInput, object> = {
  resource: forSecret,
  handle(state, { SecretId }, context) {
    const secret = livingSecretOf(state, SecretId, context);
    putSecret(state, { ...secret, policy: undefined });
    return { ARN: secret.arn, Name: secret.name };
  },
};
