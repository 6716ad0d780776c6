import type {
  GetKeyPolicyCommandInput,
  ListKeyPoliciesCommandInput,
  PutKeyPolicyCommandInput,
} from '@aws-sdk/client-kms';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { checkPolicy } from '../key-policy.ts';
import { forKey, type KmsState, keyOf, saveKey } from '../state.ts';
import { notPending, ownKeyOf } from './keys.ts';

/** A key has one policy, whose name is always the same. */
const NAME = 'default';

function checkName(name: string | undefined): void {
  if (name !== undefined && name !== NAME) throw new AwsError('NotFoundException', 'No such policy exists');
}

export const getKeyPolicy: Operation<KmsState, GetKeyPolicyCommandInput, object> = {
  resource: forKey,
  handle(state, { KeyId = '', PolicyName }, context) {
    const { policy } = keyOf(state, KeyId, context);
    checkName(PolicyName);
    return { Policy: policy, PolicyName: NAME };
  },
};

export const putKeyPolicy: Operation<KmsState, PutKeyPolicyCommandInput, object> = {
  resource: forKey,
  handle(state, input, context) {
    const key = notPending(ownKeyOf(state, input, context));
    checkName(input.PolicyName);
    checkPolicy(input.Policy ?? '', !input.BypassPolicyLockoutSafetyCheck);
    saveKey(state, { ...key, policy: input.Policy ?? '' });
    return {};
  },
};

export const listKeyPolicies: Operation<KmsState, ListKeyPoliciesCommandInput, object> = {
  resource: forKey,
  handle(state, { KeyId = '' }, context) {
    keyOf(state, KeyId, context);
    return { PolicyNames: [NAME], Truncated: false };
  },
};
