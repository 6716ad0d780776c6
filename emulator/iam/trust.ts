import type { Caller } from '../core/caller.ts';
import type { RequestKeys } from './conditions.ts';
import { evaluate } from './evaluate.ts';
import type { PolicyDocument } from './policy.ts';

/** Whether a role's trust policy lets a caller take the role on. Identity policies are the dispatcher's matter. */
export const isTrusted = (trust: PolicyDocument, caller: Caller, roleArn: string, keys: RequestKeys): boolean =>
  evaluate(
    {
      caller: caller.kind === 'administrator' ? { ...caller } : caller,
      action: 'sts:AssumeRole',
      resource: roleArn,
      accountId: '',
      keys,
    },
    { identity: [], resource: trust },
  ) === 'allow';
