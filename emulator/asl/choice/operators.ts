import { BOOLEAN } from './boolean.ts';
import { NUMERIC } from './numeric.ts';
import type { Operator } from './operator.ts';
import { STRING } from './string.ts';
import { STRING_MATCHES } from './string-matches.ts';
import { TIMESTAMP } from './timestamp.ts';
import { TYPE_TESTS } from './type-test.ts';

/** The comparisons, without their `Path` forms and without IsPresent: 39 operators in all with these. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  ...BOOLEAN,
  ...NUMERIC,
  ...STRING,
  ...STRING_MATCHES,
  ...TIMESTAMP,
  ...TYPE_TESTS,
};

export const IS_PRESENT = 'IsPresent';

/** Every field of a rule that compares. */
export const COMPARISON_FIELDS: readonly string[] = [
  IS_PRESENT,
  ...Object.entries(OPERATORS).flatMap(([name, { hasPath }]) => (hasPath ? [name, `${name}Path`] : [name])),
];

/** The operator of a field, and whether the field is its `Path` form. */
export function operatorOf(field: string): { readonly operator: Operator; readonly path: boolean } | undefined {
  const operator = OPERATORS[field];
  if (operator !== undefined) return { operator, path: false };
  const plain = field.endsWith('Path') ? OPERATORS[field.slice(0, -'Path'.length)] : undefined;
  return plain?.hasPath ? { operator: plain, path: true } : undefined;
}
