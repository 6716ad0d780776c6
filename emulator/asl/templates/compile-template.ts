import { compileCall } from '../intrinsics/compile-call.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject, setKey } from '../json.ts';
import { parsePath } from '../paths/parse-path.ts';
import { PathSyntaxError } from '../paths/path-error.ts';
import { select } from '../paths/select.ts';
import type { Expression, Scope } from '../scope.ts';

/** A key `x.$` whose value is neither a path nor a call. `key` includes the `.$`. */
export class TemplateError extends Error {
  readonly key: string;

  constructor(key: string) {
    super(`The value for the field '${key}' must be a valid JSONPath or a valid intrinsic function call`);
    this.name = 'TemplateError';
    this.key = key;
  }
}

type Part = (scope: Scope) => Json;

/**
 * A payload template: keys that end in `.$` hold paths or intrinsic functions, everything else is as it is.
 * @throws TemplateError
 */
export function compileTemplate(template: Json): Expression {
  const part = compilePart(template);
  return { text: JSON.stringify(template), evaluate: part ?? (() => template) };
}

/** `undefined`: the value holds nothing to evaluate, so it can be given as it is. */
function compilePart(template: Json): Part | undefined {
  if (isJsonArray(template)) return compileArray(template);
  return isJsonObject(template) ? compileObject(template) : undefined;
}

function compileArray(template: readonly Json[]): Part | undefined {
  const parts = template.map(compilePart);
  if (parts.every((part) => part === undefined)) return undefined;
  return (scope) =>
    template.map((item, i) => {
      const part = parts[i];
      return part === undefined ? item : part(scope);
    });
}

function compileObject(template: JsonObject): Part | undefined {
  const fields = Object.entries(template).map(([key, value]) =>
    key.endsWith('.$')
      ? { key: key.slice(0, -2), value, part: compileField(key, value) }
      : { key, value, part: compilePart(value) },
  );
  if (fields.every(({ part }) => part === undefined)) return undefined;
  return (scope) => {
    const result: Record<string, Json> = {};
    for (const { key, value, part } of fields) setKey(result, key, part === undefined ? value : part(scope));
    return result;
  };
}

function compileField(key: string, value: Json): Part {
  if (typeof value !== 'string') throw new TemplateError(key);
  try {
    if (!value.startsWith('$')) return compileCall(value).evaluate;
    const path = parsePath(value);
    return (scope) => select(path, scope, (_message, searched) => notFound(key, value, searched));
  } catch (error) {
    if (error instanceof PathSyntaxError) throw new TemplateError(key);
    throw error;
  }
}

const notFound = (key: string, path: string, searched: Json): string =>
  `The JSONPath '${path}' specified for the field '${key}' could not be found in the input '${JSON.stringify(searched)}'`;
