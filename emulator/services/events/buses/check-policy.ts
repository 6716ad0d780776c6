import { parseArn } from '../../../core/arn.ts';
import { PolicyError, parsePolicy, type Statement } from '../../../iam/policy.ts';
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

/** Where the statements begin in the text: columns of lines, from 1. */
function placesOf(text: string): string[] {
  const places: string[] = [];
  let [depth, inText] = [0, false];
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (inText && character === '\\') i++;
    else if (character === '"') inText = !inText;
    else if (!inText && character === '}') depth--;
    else if (!inText && character === '{' && ++depth === 2) {
      const before = text.slice(0, i).split('\n');
      places.push(`line ${before.length} column ${(before.at(-1)?.length ?? 0) + 1}`);
    }
  }
  return places;
}

const invalidAt = (place: string | undefined, problem: string): Error =>
  invalid(`Invalid statement at ${place ?? 'line 1 column 1'}: ${problem}`);

function checkAction(action: string, place: string | undefined): void {
  if (action === '*') return;
  if (!/^events:/i.test(action)) {
    throw invalidAt(place, 'Action field includes AWS services that are inconsistent with specified vendor');
  }
  const pattern = wildcards(action);
  if (!ACTIONS.some((known) => pattern.test(known))) {
    throw invalidAt(place, `The following action names are invalid: "${action}"`);
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

function checkStatement(statement: Statement, bus: Bus, place: string | undefined): void {
  if (!statement.sid) throw missing('Sid');
  if (statement.notActions) throw invalid('Has prohibited field NotAction');
  if (statement.notResources) throw invalid('Has prohibited field NotResource');
  if (statement.notPrincipals) throw invalid('Has prohibited field NotPrincipal');
  if (!statement.resources) throw missing('Resource');
  for (const action of statement.actions ?? []) checkAction(action, place);
  for (const resource of statement.resources) checkResource(resource, bus);
}

const missing = (field: string): Error => invalid(`Missing required field ${field}`);

/** A policy as a bus keeps it. */
export interface BusPolicy {
  readonly Version: string;
  readonly Id?: string;
  readonly Statement: readonly (Record<string, unknown> & { readonly Sid?: unknown })[];
}

/** @throws AwsError `ValidationException` where the text is no JSON object with a version and statements */
function read(text: string): BusPolicy {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid('This policy contains invalid Json');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid('This text appears not to be a policy');
  }
  for (const field of ['Version', 'Statement']) if (!Object.hasOwn(value, field)) throw missing(field);
  const policy = value as BusPolicy;
  const Statement = Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement];
  if (Statement.length === 0) throw invalid('Could not parse the policy: Statement is empty!');
  return { ...policy, Statement };
}

/** Sids that are there twice, and fields that are not, in AWS's words; whatever else is wrong in IAM's. */
function checkLanguage(text: string, { Statement }: BusPolicy, places: readonly string[]): readonly Statement[] {
  const sids = Statement.map((each) => each?.Sid);
  const twice = sids.findIndex((sid, index) => sid !== undefined && sids.indexOf(sid) < index);
  if (twice >= 0) throw invalidAt(places[twice], 'The Statement Ids in the policy are not unique');
  try {
    return parsePolicy(text, 'resource').statements;
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const field = /^Missing required field (\w+)/.exec(error.message)?.[1];
    throw field === undefined ? invalidParameter('Policy', error.message) : missing(field);
  }
}

/**
 * What a bus takes as its policy, in the words that AWS was recorded to use.
 * https://github.com/hashicorp/terraform-provider-aws/issues/27976
 * @throws AwsError `ValidationException`
 */
export function readBusPolicy(text: string, bus: Bus): BusPolicy {
  const policy = read(text);
  const places = placesOf(text);
  for (const [index, statement] of checkLanguage(text, policy, places).entries()) {
    checkStatement(statement, bus, places[index]);
  }
  return policy;
}
