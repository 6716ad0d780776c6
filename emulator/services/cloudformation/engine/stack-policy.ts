import { isList, isObject, type Json, type JsonObject } from '../template/json.ts';

export type PolicyAction = 'Update:Modify' | 'Update:Replace' | 'Update:Delete';

const list = (value: Json | undefined): string[] =>
  value === undefined ? [] : (isList(value) ? value : [value]).map(String);

const like = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(text);
const anyLike = (patterns: readonly string[], text: string): boolean => patterns.some((each) => like(each, text));

function names(statement: JsonObject, key: 'Action' | 'Resource', text: string): boolean {
  const not = statement[`Not${key}`];
  return not === undefined ? anyLike(list(statement[key]), text) : !anyLike(list(not), text);
}

/** Only the resource's type can be a condition. */
function holds(condition: Json | undefined, type: string): boolean {
  if (!isObject(condition)) return true;
  return Object.entries(condition).every(([operator, test]) => {
    const wanted = isObject(test) ? list(test.ResourceType) : [];
    return operator === 'StringLike' ? anyLike(wanted, type) : operator === 'StringEquals' && wanted.includes(type);
  });
}

/**
 * Why a stack's policy forbids an update, or undefined. What no statement allows is forbidden.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/protect-stack-resources.html
 */
export function policyFault(
  policy: string | undefined,
  action: PolicyAction,
  logicalId: string,
  type: string,
): string | undefined {
  if (policy === undefined) return undefined;
  const { Statement } = JSON.parse(policy) as JsonObject;
  const statements = isList(Statement) ? Statement.filter(isObject) : [];
  const applying = statements.filter(
    (each) =>
      names(each, 'Action', action) &&
      names(each, 'Resource', `LogicalResourceId/${logicalId}`) &&
      holds(each.Condition, type),
  );
  const denied = applying.find(({ Effect }) => Effect === 'Deny');
  if (!denied && applying.length > 0) return undefined;
  const which = denied ? `Statement [#${statements.indexOf(denied) + 1}] does not allow` : 'no statement allows';
  return `Action denied by stack policy: ${which} [${action}] for resource [${logicalId}]`;
}
