import type { Json } from '../json.ts';
import { unexpectedType } from '../jsonata/compile-jsonata.ts';
import type { Path } from '../paths/path.ts';
import { findPath } from '../paths/read-path.ts';
import { rootOf, select } from '../paths/select.ts';
import type { Expression, Scope } from '../scope.ts';
import { StatesError } from '../states-error.ts';
import { oneOf } from './diagnose.ts';
import type { ObjectReader } from './read.ts';
import { referenceField } from './reference.ts';
import { holdsJsonata, jsonataField, stateField } from './values.ts';

/** A field such as MaxConcurrency, with its form MaxConcurrencyPath. */
export interface NumberRule {
  readonly least: number;
  readonly most: number;
  /** Fractions are allowed. */
  readonly float?: boolean;
  /** Words a value from a path that is no such number, or not there (`undefined`). */
  wrongPath?(field: string, path: Path, value: Json | undefined): string;
  /** Checks a value from a path or an expression. Gives the value to use. @throws StatesError */
  check?(value: number): number;
}

/** The field as an expression, whether it is a constant, a path or JSONata. Constants are checked here. */
export function numberField(
  reader: ObjectReader,
  name: string,
  state: string,
  rule: NumberRule,
): Expression<number> | undefined {
  const pathName = `${name}Path`;
  oneOf(reader.findings, reader.object, reader.location, [name, pathName], false);
  if (reader.has(pathName) && reader.language === 'JSONPath') {
    const path = referenceField(reader, pathName);
    return path === undefined ? undefined : fromPath(path, pathName, rule);
  }
  if (holdsJsonata(reader, name)) return fromJsonata(reader, name, state, rule);
  const value = rule.float ? reader.float(name, rule.least, rule.most) : reader.integer(name, rule.least, rule.most);
  return value === undefined ? undefined : constant(value);
}

export const constant = <T extends Json>(value: T): Expression<T> => ({
  text: JSON.stringify(value),
  evaluate: () => value,
});

function fromPath(path: Path, field: string, rule: NumberRule): Expression<number> {
  const wrong = rule.wrongPath ?? refersToNoInteger;
  return {
    text: path.text,
    evaluate(scope) {
      const value = rule.wrongPath === undefined ? strictly(path, scope) : leniently(path, scope);
      const number = toNumber(value, rule.float ?? false);
      if (number === undefined) throw new StatesError('States.Runtime', wrong(field, path, value));
      return rule.check === undefined ? number : rule.check(number);
    },
  };
}

const strictly = (path: Path, scope: Scope): Json =>
  select(path, scope, (message) => `Invalid path '${path.text}' : ${message}`);

function leniently(path: Path, scope: Scope): Json | undefined {
  const root = rootOf(path, scope);
  return root === undefined ? undefined : findPath(path, root);
}

/** A number, or a text that holds one: variables and inputs may give either. */
function toNumber(value: Json | undefined, float: boolean): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) return undefined;
  return float || Number.isInteger(number) ? number : undefined;
}

/** As AWS words it for MaxConcurrencyPath; values that are no texts stand there as JSON. */
const refersToNoInteger = (field: string, path: Path, value: Json | undefined): string =>
  `The ${field} field refers to value "${typeof value === 'string' ? value : JSON.stringify(value)}" which is not a valid integer: ${path.text}`;

function fromJsonata(reader: ObjectReader, name: string, state: string, rule: NumberRule): Expression<number> {
  const expression = jsonataField(reader, name, state, ['input', 'context']) ?? constant<Json>(null);
  const field = stateField(reader, name, state);
  return {
    text: expression.text,
    evaluate(scope) {
      const value = expression.evaluate(scope);
      if (typeof value !== 'number') throw unexpectedType(expression.text, field, 'number', value);
      if (!rule.float && !Number.isInteger(value)) throw unexpectedType(expression.text, field, 'integer', value);
      if (rule.check !== undefined) return located(() => rule.check?.(value) ?? value, field);
      if (value < rule.least || value > rule.most) {
        const message = `The ${name} field must be between ${rule.least} and ${rule.most}, but was: ${value}`;
        throw new StatesError('States.QueryEvaluationError', message, field);
      }
      return value;
    },
  };
}

/** A check's failure as JSONata's: it has a location, and its name is States.QueryEvaluationError. */
function located(check: () => number, field: string): number {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof StatesError) || error.error !== 'States.Runtime') throw error;
    throw new StatesError('States.QueryEvaluationError', error.message, field);
  }
}
