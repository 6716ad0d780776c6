import type { Json } from '../json.ts';
import { parseTimestamp } from '../timestamp.ts';
import type { Operator } from './operator.ts';

/** An `Is…` operator: its operand says which answer is wanted. */
const is = (test: (value: Json) => boolean): Operator => ({
  operand: 'boolean',
  hasPath: false,
  test: (value, wanted) => test(value) === wanted,
});

/** IsPresent is not here: it alone can be asked of a path that finds nothing. */
export const TYPE_TESTS = {
  IsBoolean: is((value) => typeof value === 'boolean'),
  IsNull: is((value) => value === null),
  IsNumeric: is((value) => typeof value === 'number'),
  IsString: is((value) => typeof value === 'string'),
  IsTimestamp: is((value) => typeof value === 'string' && parseTimestamp(value) !== undefined),
} as const satisfies Record<string, Operator>;
