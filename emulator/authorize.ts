import { parseArn } from './core/arn.ts';
import { AwsError } from './core/aws-error.ts';
import type { Caller } from './core/caller.ts';
import type { RequestContext, Service } from './core/service.ts';
import type { Authorize } from './dispatch.ts';
import type { RequestKeys } from './iam/conditions.ts';
import { accessDeniedMessage, evaluate } from './iam/evaluate.ts';
import { type PolicyDocument, parsePolicy } from './iam/policy.ts';
import { createServiceGrants } from './service-grants.ts';

/** The parsed policies of a role; undefined where it does not exist. */
export type PoliciesOf = (
  roleArn: string,
) => { readonly identity: readonly PolicyDocument[]; readonly boundary?: PolicyDocument | undefined } | undefined;

const CACHE_LIMIT = 1000;
const parsed = new Map<string, PolicyDocument>();

/** A stored resource policy has been validated when it was put; parsing is remembered by its text. */
function resourcePolicyOf(text: string): PolicyDocument {
  const known = parsed.get(text);
  if (known) return known;
  const document = parsePolicy(text, 'resource');
  if (parsed.size >= CACHE_LIMIT) parsed.clear();
  parsed.set(text, document);
  return document;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
export function requestKeys(caller: Caller, context: Pick<RequestContext, 'region' | 'now' | 'sourceIp'>): RequestKeys {
  return {
    'aws:currenttime': new Date(context.now).toISOString(),
    'aws:epochtime': String(Math.floor(context.now / 1000)),
    'aws:requestedregion': context.region,
    'aws:securetransport': 'true',
    'aws:sourceip': context.sourceIp,
    'aws:principalisawsservice': String(caller.kind === 'service'),
    'aws:principalaccount': caller.kind === 'service' ? undefined : caller.accountId,
    'aws:principalarn':
      caller.kind === 'role' ? caller.roleArn : caller.kind === 'administrator' ? caller.arn : undefined,
    'aws:sourcearn': caller.kind === 'service' ? caller.sourceArn : undefined,
    'aws:sourceaccount': caller.kind === 'service' ? caller.accountId : undefined,
    // Deprecated, and still what a topic's default policy asks for; of the services only alarms bear it.
    'aws:sourceowner':
      caller.kind === 'service' && caller.principal === 'cloudwatch.amazonaws.com' ? caller.accountId : undefined,
  };
}

const NONE = { identity: [] };
/** Where a permission is asked for once. */
const ONCE: readonly RequestKeys[] = [{}];

/** Whether a caller may do what a call needs, by AWS's evaluation logic. */
export function createAuthorize(policiesOf: PoliciesOf): Authorize {
  const grants = createServiceGrants();
  return (caller: Caller, { action, resources, keys: added, each }, service: Service, context: RequestContext) => {
    let keys: RequestKeys | undefined;
    for (const resource of resources) {
      const text = service.resourcePolicy?.(resource, context);
      const steady = caller.kind === 'service' && text !== undefined && added === undefined;
      if (steady && grants.has(caller, action, resource, text)) continue;
      const accountId = service.accountOf?.(resource) ?? (parseArn(resource)?.accountId || context.accountId);
      // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html: only within an account, whatever policies say.
      if (action === 'iam:PassRole' && accountId !== caller.accountId)
        throw new AwsError('AccessDeniedException', 'Cross-account pass role is not allowed.');
      if (caller.kind === 'administrator' && text === undefined && accountId === caller.accountId) continue;
      const policies = caller.kind === 'role' ? (policiesOf(caller.roleArn) ?? NONE) : NONE;
      keys ??= { ...requestKeys(caller, context), ...added };
      const resourcePolicy = text === undefined ? undefined : resourcePolicyOf(text);
      for (const more of each?.() ?? ONCE) {
        const request = { caller, action, resource, accountId, keys: { ...keys, ...more } };
        const decision = evaluate(request, { ...policies, resource: resourcePolicy }, service);
        if (decision !== 'allow') throw new AwsError('AccessDeniedException', accessDeniedMessage(request, decision));
      }
      if (steady && resourcePolicy) grants.add(caller, action, resource, text, resourcePolicy);
    }
  };
}
