import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Expression, Scope, Variables } from '../scope.ts';
import { StatesError } from '../states-error.ts';

/** Bytes of one variable as JSON, of all variables one state assigns, and of all variables of an execution. */
export const VARIABLE_BYTES = 262_144;
export const ALL_VARIABLES_BYTES = 10_485_760;

/**
 * The variables a state assigns, evaluated together against the variables at the state's entry.
 * `undefined`: it assigns none.
 * @throws StatesError
 */
export function assigned(assign: Expression | undefined, scope: Scope): JsonObject | undefined {
  if (assign === undefined) return undefined;
  const values: Json = assign.evaluate(scope);
  if (!isJsonObject(values)) return undefined;
  checkSizes(values);
  return values;
}

/** The variables after an assignment in the same scope. */
export const assignTo = (variables: Variables, values: JsonObject | undefined): Variables =>
  values === undefined ? variables : { ...variables, ...values };

function checkSizes(values: JsonObject): void {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'object' && typeof value !== 'string') continue;
    if (Buffer.byteLength(JSON.stringify(value)) > VARIABLE_BYTES) {
      throw new StatesError(
        'States.DataLimitExceeded',
        `The size of variable '${name}' exceeds the maximum size of ${VARIABLE_BYTES} bytes.`,
      );
    }
  }
}
