import { type Caller, callerName } from '../core/caller.ts';
import { conditionsHold, type RequestKeys } from './conditions.ts';
import type { PolicyDocument, Principals, Statement } from './policy.ts';
import { fits, fitsArn } from './wildcard.ts';

export interface AccessRequest {
  readonly caller: Caller;
  readonly action: string;
  readonly resource: string;
  /** The account the resource belongs to. */
  readonly accountId: string;
  /** Condition keys, in lower case. */
  readonly keys: RequestKeys;
}

export interface Policies {
  readonly identity: readonly PolicyDocument[];
  readonly boundary?: PolicyDocument | undefined;
  readonly resource?: PolicyDocument | undefined;
}

/** How a service weighs the two kinds of policy. */
export interface Weighing {
  /**
   * True for KMS: identity policies count only where the resource's policy hands the decision to the account.
   * https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
   */
  readonly resourceDecides?: boolean;
}

export type Decision = 'allow' | 'explicit-deny' | 'implicit-deny';

/** How a statement may name a caller: itself, or the account that it belongs to. */
type By = 'itself' | 'account';

const callerNames = (caller: Caller, by: By): readonly string[] => {
  if (caller.kind === 'administrator') return by === 'itself' ? [caller.arn, caller.accountId] : [];
  if (caller.kind !== 'role') return [];
  return by === 'itself' ? [caller.arn, caller.roleArn] : [caller.accountId, `arn:aws:iam::${caller.accountId}:root`];
};

function isNamed({ any, aws, service }: Principals, caller: Caller, by: By): boolean {
  if (by === 'itself' && any) return true;
  if (caller.kind === 'service')
    return by === 'itself' && (service.includes(caller.principal) || service.includes('*'));
  return callerNames(caller, by).some((name) => aws.includes(name));
}

const principalFits = ({ principals, notPrincipals }: Statement, caller: Caller, by: By): boolean =>
  principals
    ? isNamed(principals, caller, by)
    : by === 'itself' &&
      !(notPrincipals && (isNamed(notPrincipals, caller, 'itself') || isNamed(notPrincipals, caller, 'account')));

const actionFits = ({ actions, notActions }: Statement, action: string): boolean => {
  const lower = action.toLowerCase();
  const matches = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => fits(pattern.toLowerCase(), lower));
  return actions ? matches(actions) : !matches(notActions ?? []);
};

const resourceFits = ({ resources, notResources }: Statement, resource: string): boolean => {
  if (!resources && !notResources) return true;
  const matches = (patterns: readonly string[]): boolean => patterns.some((pattern) => fitsArn(pattern, resource));
  return resources ? matches(resources) : !matches(notResources ?? []);
};

function effectOf(
  { statements }: PolicyDocument,
  { caller, action, resource, keys }: AccessRequest,
  by?: By,
): Decision {
  let allowed = false;
  for (const statement of statements) {
    if (by && !principalFits(statement, caller, by)) continue;
    if (
      !actionFits(statement, action) ||
      !resourceFits(statement, resource) ||
      !conditionsHold(statement.conditions, keys)
    )
      continue;
    if (statement.effect === 'Deny') return 'explicit-deny';
    allowed = true;
  }
  return allowed ? 'allow' : 'implicit-deny';
}

const combined = (decisions: readonly Decision[]): Decision =>
  decisions.includes('explicit-deny') ? 'explicit-deny' : decisions.includes('allow') ? 'allow' : 'implicit-deny';

/**
 * AWS's decision: an explicit deny wins; within an account identity or resource policy suffices;
 * between accounts both must allow; a service is admitted by the resource's policy alone. A resource's
 * policy that names an account, not the caller, hands the decision to that account's identity policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(
  request: AccessRequest,
  policies: Policies,
  { resourceDecides = false }: Weighing = {},
): Decision {
  const { caller, accountId } = request;
  const { resource } = policies;
  const direct = resource ? effectOf(resource, request, 'itself') : 'implicit-deny';
  const delegated = resource ? effectOf(resource, request, 'account') : 'implicit-deny';
  if (direct === 'explicit-deny' || delegated === 'explicit-deny') return 'explicit-deny';
  if (caller.kind === 'service' || caller.kind === 'anonymous') return direct;
  const identity =
    caller.kind === 'administrator' ? 'allow' : combined(policies.identity.map((policy) => effectOf(policy, request)));
  if (identity === 'explicit-deny') return identity;
  const boundary = policies.boundary ? effectOf(policies.boundary, request) : 'allow';
  if (boundary === 'explicit-deny') return boundary;
  const fromIdentity = identity === 'allow' && boundary === 'allow';
  const fromResource = direct === 'allow' || (fromIdentity && delegated === 'allow');
  if (caller.accountId !== accountId) return fromIdentity && fromResource ? 'allow' : 'implicit-deny';
  return fromResource || (fromIdentity && !(resourceDecides && resource)) ? 'allow' : 'implicit-deny';
}

/** AWS's words for a refusal. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export function accessDeniedMessage({ caller, action, resource }: AccessRequest, decision: Decision): string {
  const reason =
    decision === 'explicit-deny'
      ? 'with an explicit deny'
      : caller.kind === 'service' || caller.kind === 'anonymous'
        ? `because no resource-based policy allows the ${action} action`
        : `because no identity-based policy allows the ${action} action`;
  return `User: ${callerName(caller)} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
}
