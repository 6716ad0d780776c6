import type { Json } from '../json.ts';
import { checkReferences, type StatesField } from '../jsonata/check-references.ts';
import { isJsonata } from '../jsonata/compile-jsonata.ts';
import { compileValue, type JsonataVisitor } from '../jsonata/compile-value.ts';
import { parsePath } from '../paths/parse-path.ts';
import { PathSyntaxError } from '../paths/path-error.ts';
import { pathExpression } from '../paths/select.ts';
import type { Expression } from '../scope.ts';
import { compileTemplate, TemplateError } from '../templates/compile-template.ts';
import type { ObjectReader } from './read.ts';
import { looksLikePath, warnOfPaths } from './warnings.ts';

/** Stands in for what could not be compiled: the definition is refused anyway. */
const REFUSED: Expression = { text: '', evaluate: () => null };

/** Fields in JSONata's causes are named from their state on. A single state, as TestState has it, is at `/`. */
const inside = (state: string): string => (state === '/' ? '/' : `${state}/`);

/** A field as JSONata's causes name it, such as `Catch[0]/Output`. `state` is the location of the state. */
export const stateField = (reader: ObjectReader, name: string, state: string): string =>
  reader.at(name).slice(inside(state).length);

/** The value of a JSONata field, with `$states` holding these fields. `state` is the location of the state. */
export function jsonataField(
  reader: ObjectReader,
  name: string,
  state: string,
  fields: readonly StatesField[],
): Expression | undefined {
  const value = reader.get(name);
  if (value === undefined) return undefined;
  const { findings } = reader;
  const place = (field: string): string => `${inside(state)}${field}`;
  const visitor: JsonataVisitor = {
    expression({ ast }, field) {
      for (const message of checkReferences(ast, fields)) {
        findings.error('UNSUPPORTED_JSONATA_EXPRESSION', message, place(field));
      }
    },
    error: (error, field) => findings.error('INVALID_JSONATA_EXPRESSION', error.message, place(field)),
  };
  return compileValue(value, stateField(reader, name, state), visitor);
}

/** A payload template: an object, or with `any` whatever JSON. */
export function templateField(reader: ObjectReader, name: string, any = false): Expression | undefined {
  const value = reader.get(name);
  if (value === undefined) return undefined;
  if (!any && (typeof value !== 'object' || value === null || Array.isArray(value))) {
    reader.wrongType(name, 'object', value);
    return REFUSED;
  }
  return template(reader, name, value);
}

function template(reader: ObjectReader, name: string, value: Json): Expression {
  warnOfPaths(reader.findings, value, reader.at(name));
  try {
    return compileTemplate(value);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    reader.fail(name, error.message);
    return REFUSED;
  }
}

/** InputPath and OutputPath: any path, or null. */
export function pathField(reader: ObjectReader, name: string): Expression | null | undefined {
  const value = reader.get(name);
  if (value === undefined || value === null) return value;
  if (typeof value !== 'string') return reader.wrongType(name, 'string', value);
  try {
    return pathExpression(parsePath(value));
  } catch (error) {
    if (!(error instanceof PathSyntaxError)) throw error;
    return reader.fail(name, 'Value must be a valid JSONPath.');
  }
}

/** Whether the field holds an expression rather than a value. */
export const holdsJsonata = (reader: ObjectReader, name: string): boolean => {
  const value = reader.get(name);
  return reader.language === 'JSONata' && typeof value === 'string' && isJsonata(value);
};

/** Warns where a plain field holds what looks like a path. */
export function warnOfPath(reader: ObjectReader, name: string): void {
  const value = reader.get(name);
  if (reader.language === 'JSONPath' && typeof value === 'string' && looksLikePath(value)) {
    const message = `Field value looks like a path, but field name '${name}' does not end with 'Path'`;
    reader.findings.warning('NO_PATH', message, reader.at(name));
  }
}
