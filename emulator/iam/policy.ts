import { isOperator } from './conditions.ts';

/** A policy as IAM has it, parsed. Lists are lists even where the text had one value. */
export interface PolicyDocument {
  readonly statements: readonly Statement[];
}

export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Which principals a statement of a resource's policy or a trust policy names. */
export interface Principals {
  readonly any: boolean;
  readonly aws: readonly string[];
  readonly service: readonly string[];
  /** Federated and canonical users, kept but never matched here. */
  readonly other: readonly string[];
}

export interface Statement {
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[] | undefined;
  readonly notActions: readonly string[] | undefined;
  readonly resources: readonly string[] | undefined;
  readonly notResources: readonly string[] | undefined;
  readonly principals: Principals | undefined;
  readonly notPrincipals: Principals | undefined;
  readonly conditions: ConditionBlock;
}

/** The text is no policy. The message is what IAM says after `MalformedPolicyDocument`. */
export class PolicyError extends Error {
  override name = 'PolicyError';
}

const fail = (message: string): never => {
  throw new PolicyError(message);
};

const STATEMENT_KEYS = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
]);

const listOf = (value: unknown): string[] | undefined => {
  if (value === undefined) return undefined;
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item) =>
    typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean'
      ? String(item)
      : fail('Syntax errors in policy.'),
  );
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html; also the ids of roles and users that are no more. */
const AWS_PRINCIPAL =
  /^(\*|\d{12}|A[A-Z0-9]{15,}|arn:aws[\w-]*:iam::\d{12}:(root|(role|user)\/.+)|arn:aws[\w-]*:sts::\d{12}:(assumed-role\/[^/]+|federated-user)\/.+|arn:aws[\w-]*:iam::cloudfront:user\/.+)$/;
const SERVICE_PRINCIPAL = /^(\*|[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?)$/;

function principalsOf(value: unknown): Principals | undefined {
  if (value === undefined) return undefined;
  if (value === '*') return { any: true, aws: [], service: [], other: [] };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail('Invalid principal in policy.');
  if (Object.keys(value).length === 0) return fail('Missing required field Principal cannot be empty!');
  const { AWS, Service, ...others } = value as Record<string, unknown>;
  for (const kind of Object.keys(others))
    if (kind !== 'Federated' && kind !== 'CanonicalUser') fail(`Invalid principal in policy: "${kind}".`);
  const [aws, service] = [listOf(AWS) ?? [], listOf(Service) ?? []];
  for (const name of aws) if (!AWS_PRINCIPAL.test(name)) fail(`Invalid principal in policy: "AWS":"${name}"`);
  for (const name of service)
    if (!SERVICE_PRINCIPAL.test(name)) fail(`Invalid principal in policy: "SERVICE":"${name}"`);
  return {
    any: aws.includes('*'),
    aws,
    service,
    other: Object.values(others).flatMap((item) => listOf(item) ?? []),
  };
}

function conditionsOf(value: unknown): ConditionBlock {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail('Syntax errors in policy.');
  return Object.fromEntries(
    Object.entries(value).map(([operator, keys]) => {
      if (typeof keys !== 'object' || keys === null || Array.isArray(keys)) return fail('Syntax errors in policy.');
      if (!isOperator(operator)) return fail('Syntax errors in policy.');
      return [operator, Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, listOf(values) ?? []]))];
    }),
  );
}

function statementOf(value: unknown): Statement {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail('Syntax errors in policy.');
  const raw = value as Record<string, unknown>;
  for (const key of Object.keys(raw)) if (!STATEMENT_KEYS.has(key)) fail('Syntax errors in policy.');
  const effect = raw.Effect;
  if (effect !== 'Allow' && effect !== 'Deny')
    return fail(effect === undefined ? 'Missing required field Effect cannot be empty!' : 'Syntax errors in policy.');
  if (raw.Action !== undefined && raw.NotAction !== undefined) fail('Syntax errors in policy.');
  if (raw.Resource !== undefined && raw.NotResource !== undefined) fail('Syntax errors in policy.');
  if (raw.Action === undefined && raw.NotAction === undefined) fail('Missing required field Action cannot be empty!');
  return {
    sid: raw.Sid === undefined ? undefined : String(raw.Sid),
    effect,
    actions: listOf(raw.Action),
    notActions: listOf(raw.NotAction),
    resources: listOf(raw.Resource),
    notResources: listOf(raw.NotResource),
    principals: principalsOf(raw.Principal),
    notPrincipals: principalsOf(raw.NotPrincipal),
    conditions: conditionsOf(raw.Condition),
  };
}

/** What a policy is for decides what a statement must and must not have. */
export type PolicyKind = 'identity' | 'resource' | 'trust';

const ACTION = /^(\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+)$/;

const PARTITION = /^(aws|aws-cn|aws-us-gov|\*)$/;

function checkResource(resource: string): void {
  if (resource.startsWith('*')) return;
  const [prefix, partition = '', ...rest] = resource.split(':');
  if (prefix !== 'arn' || (rest.length < 4 && !resource.endsWith('*')))
    fail(`Resource ${resource} must be in ARN format or "*".`);
  if (!PARTITION.test(partition)) fail(`Partition "${partition}" is not valid for resource "${resource}".`);
}

const TRUSTED_ACTION = /^sts:/i;

function checkKind(statement: Statement, kind: PolicyKind): void {
  const named = statement.principals ?? statement.notPrincipals;
  for (const action of statement.actions ?? statement.notActions ?? []) {
    if (!ACTION.test(action)) fail(`Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.`);
  }
  if (kind !== 'resource' && !/^[0-9A-Za-z]*$/.test(statement.sid ?? '')) {
    fail(
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    );
  }
  if (kind === 'identity') {
    if (named) fail('Policy document should not specify a principal.');
    if ((statement.actions ?? statement.notActions)?.length === 0) fail('Policy statement must contain actions.');
    const resources = statement.resources ?? statement.notResources ?? [];
    if (resources.length === 0) fail('Policy statement must contain resources.');
    for (const resource of resources) checkResource(resource);
  } else if (!named) fail('Missing required field Principal cannot be empty!');
  if (kind !== 'trust') return;
  if (statement.resources || statement.notResources) fail('Has prohibited field Resource');
  if (!(statement.actions ?? []).every((action) => TRUSTED_ACTION.test(action)) || statement.notActions)
    fail('AssumeRole policy may only specify STS AssumeRole actions.');
}

/**
 * Parses a policy.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 * @throws PolicyError
 */
export function parsePolicy(text: string, kind: PolicyKind): PolicyDocument {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return fail('Syntax errors in policy.');
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return fail('Syntax errors in policy.');
  const { Version: version, Statement: statement, Id: _id, ...others } = raw as Record<string, unknown>;
  if (Object.keys(others).length > 0) fail('Syntax errors in policy.');
  if (version !== undefined && version !== '2012-10-17' && version !== '2008-10-17') fail('Syntax errors in policy.');
  if (statement === undefined) fail('Syntax errors in policy.');
  const statements = (Array.isArray(statement) ? statement : [statement]).map(statementOf);
  if (statements.length === 0) fail('Syntax errors in policy.');
  const sids = statements.map(({ sid }) => sid).filter((sid) => sid !== undefined);
  if (new Set(sids).size < sids.length) fail('Statement IDs (SID) in a single policy must be unique.');
  for (const each of statements) checkKind(each, kind);
  return { statements };
}
