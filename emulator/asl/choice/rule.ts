import type { Json } from '../json.ts';
import type { Path } from '../paths/path.ts';
import { PathNotFoundError } from '../paths/path-error.ts';
import { readPath } from '../paths/read-path.ts';
import { rootOf, select } from '../paths/select.ts';
import type { Scope } from '../scope.ts';
import type { Operator } from './operator.ts';

/** A JSONPath Choice rule, compiled. */
export type Rule =
  | { readonly kind: 'and'; readonly rules: readonly Rule[] }
  | { readonly kind: 'or'; readonly rules: readonly Rule[] }
  | { readonly kind: 'not'; readonly rule: Rule }
  | { readonly kind: 'present'; readonly variable: Path; readonly wanted: boolean }
  | {
      readonly kind: 'compare';
      readonly variable: Path;
      readonly operator: Operator;
      readonly operand: { readonly literal: Json } | { readonly path: Path };
    };

/**
 * Whether the rule holds. And and Or stop at the first rule that decides.
 * @throws StatesError where a path other than IsPresent's finds nothing
 */
export function holds(rule: Rule, scope: Scope): boolean {
  return (tests[rule.kind] as (rule: Rule, scope: Scope) => boolean)(rule, scope);
}

const tests: { readonly [K in Rule['kind']]: (rule: Extract<Rule, { kind: K }>, scope: Scope) => boolean } = {
  and: ({ rules }, scope) => rules.every((rule) => holds(rule, scope)),
  or: ({ rules }, scope) => rules.some((rule) => holds(rule, scope)),
  not: ({ rule }, scope) => !holds(rule, scope),
  present: ({ variable, wanted }, scope) => isPresent(variable, scope) === wanted,
  compare: ({ variable, operator, operand }, scope) =>
    operator.test(operandOf(variable, scope), 'literal' in operand ? operand.literal : operandOf(operand.path, scope)),
};

function isPresent(path: Path, scope: Scope): boolean {
  const root = rootOf(path, scope);
  if (root === undefined) return false;
  try {
    readPath(path, root);
    return true;
  } catch (error) {
    if (error instanceof PathNotFoundError) return false;
    throw error;
  }
}

const operandOf = (path: Path, scope: Scope): Json =>
  select(
    path,
    scope,
    () => `Invalid path '${path.text}': The choice state's condition path references an invalid value.`,
  );
