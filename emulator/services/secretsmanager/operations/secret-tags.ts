import type { TagResourceCommandInput, UntagResourceCommandInput } from '@aws-sdk/client-secrets-manager';
import type { Operation } from '../../../core/service.ts';
import { forSecret, livingSecretOf, putSecret, type SecretsState } from '../state.ts';

export const tagResource: Operation<SecretsState, TagResourceCommandInput, object> = {
  resource: forSecret,
  handle(state, { SecretId, Tags = [] }, context) {
    const secret = livingSecretOf(state, SecretId, context);
    putSecret(state, {
      ...secret,
      tags: { ...secret.tags, ...Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])) },
    });
    return {};
  },
};

export const untagResource: Operation<SecretsState, UntagResourceCommandInput, object> = {
  resource: forSecret,
  handle(state, { SecretId, TagKeys = [] }, context) {
    const secret = livingSecretOf(state, SecretId, context);
    putSecret(state, {
      ...secret,
      tags: Object.fromEntries(Object.entries(secret.tags).filter(([key]) => !TagKeys.includes(key))),
    });
    return {};
  },
};
