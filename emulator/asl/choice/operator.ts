import type { Json } from '../json.ts';

/** One comparison of Choice rules. `…Path` forms use it too: their operand is read at run time. */
export interface Operator {
  /** The operand's JSON type, for the validator. */
  readonly operand: 'string' | 'number' | 'boolean' | 'timestamp';
  /** Whether there is a form with `Path`. */
  readonly hasPath: boolean;
  /** False, never an error, where the types do not fit. */
  test(value: Json, operand: Json): boolean;
}

const byOrder = {
  Equals: (order: number) => order === 0,
  LessThan: (order: number) => order < 0,
  LessThanEquals: (order: number) => order <= 0,
  GreaterThan: (order: number) => order > 0,
  GreaterThanEquals: (order: number) => order >= 0,
} as const;
export type Order = keyof typeof byOrder;

/** The five operators of a family from its order; NaN where two values have none. */
export function orderOperators<P extends string>(
  prefix: P,
  operand: Operator['operand'],
  order: (a: Json, b: Json) => number,
): Record<`${P}${Order}`, Operator> {
  const entries = Object.entries(byOrder).map(([name, holds]): [string, Operator] => [
    `${prefix}${name}`,
    { operand, hasPath: true, test: (value, other) => holds(order(value, other)) },
  ]);
  return Object.fromEntries(entries) as Record<`${P}${Order}`, Operator>;
}
