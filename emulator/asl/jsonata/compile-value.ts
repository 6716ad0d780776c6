import { isJsonArray, isJsonObject, type Json, setKey } from '../json.ts';
import type { Expression, Scope } from '../scope.ts';
import {
  compileJsonata,
  isImproperJsonata,
  isJsonata,
  type JsonataExpression,
  JsonataSyntaxError,
} from './compile-jsonata.ts';

const IMPROPER = "A JSONata expression must start with '{%' and end with '%}'";

type Part = (scope: Scope) => Json;

/** Told of every expression, with its place in the value (`Output/a[0]`), and of every one that cannot be parsed. */
export interface JsonataVisitor {
  expression(expression: JsonataExpression, field: string): void;
  error(error: JsonataSyntaxError, field: string): void;
}

/** Arguments, Output, Assign …: JSON in which every text `{% … %}` is an expression. `field` is its place. */
export function compileValue(value: Json, field: string, visitor: JsonataVisitor): Expression {
  const part = compilePart(value, field, visitor);
  return { text: typeof value === 'string' ? value : JSON.stringify(value), evaluate: part ?? (() => value) };
}

/** `undefined`: nothing in it is to be evaluated. */
function compilePart(value: Json, field: string, visitor: JsonataVisitor): Part | undefined {
  if (typeof value === 'string') {
    if (isImproperJsonata(value)) visitor.error(new JsonataSyntaxError(IMPROPER), field);
    return isJsonata(value) ? compileText(value, field, visitor) : undefined;
  }
  if (isJsonArray(value)) {
    const parts = value.map((item, i) => compilePart(item, `${field}[${i}]`, visitor));
    if (parts.every((part) => part === undefined)) return undefined;
    return (scope) =>
      value.map((item, i) => {
        const part = parts[i];
        return part === undefined ? item : part(scope);
      });
  }
  if (!isJsonObject(value)) return undefined;
  const fields = Object.entries(value).map(([key, item]) => ({
    key,
    item,
    part: compilePart(item, `${field}/${key}`, visitor),
  }));
  if (fields.every(({ part }) => part === undefined)) return undefined;
  return (scope) => {
    const result: Record<string, Json> = {};
    for (const { key, item, part } of fields) setKey(result, key, part === undefined ? item : part(scope));
    return result;
  };
}

function compileText(text: string, field: string, visitor: JsonataVisitor): Part | undefined {
  try {
    const expression = compileJsonata(text, field);
    visitor.expression(expression, field);
    return expression.evaluate;
  } catch (error) {
    if (!(error instanceof JsonataSyntaxError)) throw error;
    visitor.error(error, field);
    return undefined;
  }
}
