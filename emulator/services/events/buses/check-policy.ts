import { parseArn } from '../../../core/arn.ts';
import { type PolicyDocument, PolicyError, parsePolicy, type Statement } from '../../../iam/policy.ts';
import { DEFAULT_BUS } from '../arns.ts';
import { invalid, invalidParameter } from '../errors.ts';
import type { Bus } from './bus.ts';

/** What a bus may let others do with it and its rules. */
const ACTIONS = [
  'DeleteRule',
  'DescribeEventBus',
  'DescribeRule',
  'DisableRule',
  'EnableRule',
  'ListRuleNamesByTarget',
  'ListRules',
  'ListTagsForResource',
  'ListTargetsByRule',
  'PutEvents',
  'PutRule',
  'PutTargets',
  'RemoveTargets',
  'TagResource',
  'UntagResource',
].map((name) => `events:${name}`.toLowerCase());

const wildcards = (pattern: string): RegExp =>
  new RegExp(`^${pattern.toLowerCase().replaceAll('*', '.*').replaceAll('?', '.')}$`);

function checkAction(action: string): void {
  if (action === '*') return;
  if (!/^events:/i.test(action)) {
    throw invalid('Action field includes AWS services that are inconsistent with specified vendor');
  }
  const pattern = wildcards(action);
  if (!ACTIONS.some((known) => pattern.test(known))) {
    throw invalid(`The following action names are invalid: "${action}"`);
  }
}

/** The bus itself, or rules of it. */
function checkResource(resource: string, bus: Bus): void {
  if (resource === '*') return;
  const arn = parseArn(resource);
  if (arn?.service !== 'events') throw invalidParameter('Policy', `Resource ${resource} is no event bus and no rule.`);
  if (arn.accountId !== bus.accountId) {
    throw invalid(`The namespace "${arn.accountId}" is invalid for ARN "${resource}"`);
  }
  const rules = bus.name === DEFAULT_BUS ? 'rule/' : `rule/${bus.name}/`;
  const ofRule = arn.resource.startsWith(rules) && arn.resource.length > rules.length;
  if (!ofRule && arn.resource !== `event-bus/${bus.name}`) {
    throw invalid(`The relative-id "${arn.resource}" is invalid for ARN "${resource}"`);
  }
}

function checkStatement(statement: Statement, bus: Bus): void {
  if (!statement.sid) throw invalid('Missing required field Sid');
  if (statement.notActions) throw invalid('Has prohibited field NotAction');
  if (statement.notResources) throw invalid('Has prohibited field NotResource');
  if (statement.notPrincipals) throw invalid('Has prohibited field NotPrincipal');
  for (const action of statement.actions ?? []) checkAction(action);
  for (const resource of statement.resources ?? []) checkResource(resource, bus);
}

function parsed(text: string): PolicyDocument {
  try {
    return parsePolicy(text, 'resource');
  } catch (error) {
    if (error instanceof PolicyError) throw invalidParameter('Policy', error.message);
    throw error;
  }
}

/**
 * What a bus takes as its policy. The words about actions and resources are those that AWS has been seen to use:
 * https://github.com/hashicorp/terraform-provider-aws/issues/27976
 * @throws AwsError `ValidationException`
 */
export function checkPolicy(text: string, bus: Bus): void {
  const { statements } = parsed(text);
  if (!('Version' in (JSON.parse(text) as object))) throw invalid('Missing required field Version');
  for (const statement of statements) checkStatement(statement, bus);
}
