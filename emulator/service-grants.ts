import type { ServiceCaller } from './core/caller.ts';
import type { PolicyDocument } from './iam/policy.ts';

/**
 * What AWS services were allowed, so that a policy is not weighed anew for each event on its way to a queue.
 * Only where the answer hangs on the caller, the action, the resource and the policy's text alone.
 */
export interface ServiceGrants {
  has(caller: ServiceCaller, action: string, resource: string, policy: string): boolean;
  add(caller: ServiceCaller, action: string, resource: string, policy: string, document: PolicyDocument): void;
}

/** Condition keys whose values are the same for every call of the same caller. */
const STEADY: ReadonlySet<string> = new Set([
  'aws:principalisawsservice',
  'aws:securetransport',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceowner',
]);

const isSteady = ({ statements }: PolicyDocument): boolean =>
  statements.every(({ conditions }) =>
    Object.values(conditions).every((block) =>
      Object.entries(block).every(
        ([key, values]) => STEADY.has(key.toLowerCase()) && !values.some((value) => value.includes('${')),
      ),
    ),
  );

const MOST = 10_000;

export function createServiceGrants(): ServiceGrants {
  /** The policy's text under which it was allowed. */
  const granted = new Map<string, string>();
  const keyOf = ({ principal, accountId, sourceArn }: ServiceCaller, action: string, resource: string): string =>
    `${principal} ${accountId} ${sourceArn} ${action} ${resource}`;
  return {
    has: (caller, action, resource, policy) => granted.get(keyOf(caller, action, resource)) === policy,
    add(caller, action, resource, policy, document) {
      if (!isSteady(document)) return;
      if (granted.size >= MOST) granted.clear();
      granted.set(keyOf(caller, action, resource), policy);
    },
  };
}
