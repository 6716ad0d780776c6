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

export type Decision = 'allow' | 'explicit-deny' | 'implicit-deny';

const callerNames = (caller: Caller): readonly string[] => {
  if (caller.kind === 'role')
    return [caller.arn, caller.roleArn, caller.accountId, `arn:aws:iam::${caller.accountId}:root`];
  if (caller.kind === 'administrator') return [caller.arn, caller.accountId];
  return [];
};

function isNamed({ any, aws, service }: Principals, caller: Caller): boolean {
  if (caller.kind === 'service') return any || service.includes(caller.principal) || service.includes('*');
  return any || callerNames(caller).some((name) => aws.includes(name));
}

const principalFits = ({ principals, notPrincipals }: Statement, caller: Caller): boolean =>
  principals ? isNamed(principals, caller) : !(notPrincipals && isNamed(notPrincipals, caller));

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
  byPrincipal: boolean,
): Decision {
  let allowed = false;
  for (const statement of statements) {
    if (byPrincipal && !principalFits(statement, caller)) continue;
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
 * between accounts both must allow; a service is admitted by the resource's policy alone.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(request: AccessRequest, policies: Policies): Decision {
  const { caller, accountId } = request;
  const resource = policies.resource ? effectOf(policies.resource, request, true) : 'implicit-deny';
  if (resource === 'explicit-deny') return resource;
  if (caller.kind === 'service' || caller.kind === 'anonymous') return resource;
  const identity =
    caller.kind === 'administrator'
      ? 'allow'
      : combined(policies.identity.map((policy) => effectOf(policy, request, false)));
  if (identity === 'explicit-deny') return identity;
  const boundary = policies.boundary ? effectOf(policies.boundary, request, false) : 'allow';
  if (boundary === 'explicit-deny') return boundary;
  const fromIdentity = identity === 'allow' && boundary === 'allow';
  if (caller.accountId === accountId) return fromIdentity || resource === 'allow' ? 'allow' : 'implicit-deny';
  return fromIdentity && resource === 'allow' ? 'allow' : 'implicit-deny';
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
