import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { PAYLOAD_BYTES } from '../limits.ts';
import type { Expression, Scope, Variables } from '../scope.ts';
import { StatesError } from '../states-error.ts';

/** Bytes as JSON of one variable, and of all that one Assign gives. */
export const VARIABLE_BYTES = PAYLOAD_BYTES;
/** Bytes as JSON of all variables that an execution holds. */
export const ALL_VARIABLES_BYTES = 10_485_760;

/**
 * The variables a state assigns, evaluated together against the variables at the state's entry.
 * `undefined`: it assigns none.
 * https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html#variable-limits
 * @throws StatesError
 */
export function assigned(assign: Expression | undefined, scope: Scope): JsonObject | undefined {
  if (assign === undefined) return undefined;
  const values: Json = assign.evaluate(scope);
  if (!isJsonObject(values)) return undefined;
  let all = 0;
  for (const [name, value] of Object.entries(values)) {
    const bytes = bytesOf(value);
    if (bytes > VARIABLE_BYTES) throw tooLarge(`The size of variable '${name}' exceeds`, VARIABLE_BYTES);
    all += bytes;
  }
  if (all > VARIABLE_BYTES) throw tooLarge('The combined size of the variables of Assign exceeds', VARIABLE_BYTES);
  return values;
}

/**
 * The variables after an assignment in the same scope.
 * @throws StatesError where there is too much of them
 */
export function assignTo(variables: Variables, values: JsonObject | undefined): Variables {
  if (values === undefined) return variables;
  const all = { ...variables, ...values };
  let bytes = 0;
  for (const value of Object.values(all)) bytes += bytesOf(value);
  if (bytes > ALL_VARIABLES_BYTES) throw tooLarge('The size of all variables exceeds', ALL_VARIABLES_BYTES);
  return all;
}

/** Sizes of arrays and objects, which never change: a variable is measured once, however often it is counted. */
const sizes = new WeakMap<object, number>();

function bytesOf(value: Json): number {
  if (typeof value === 'string') return Buffer.byteLength(value) + 2;
  if (typeof value !== 'object' || value === null) return 8;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  const bytes = Buffer.byteLength(JSON.stringify(value));
  sizes.set(value, bytes);
  return bytes;
}

const tooLarge = (what: string, limit: number): StatesError =>
  new StatesError('States.DataLimitExceeded', `${what} the maximum size of ${limit} bytes.`);
