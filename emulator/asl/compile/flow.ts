import type { DataFlow, JsonataFlow, JsonPathFlow } from '../definition.ts';
import type { StatesField } from '../jsonata/check-references.ts';
import type { Expression } from '../scope.ts';
import type { FieldRules, ObjectReader } from './read.ts';
import { resultPathField } from './reference.ts';
import { jsonataField, pathField, templateField } from './values.ts';

const ONLY_JSONPATH = { only: 'JSONPath' } as const;
const ONLY_JSONATA = { only: 'JSONata' } as const;

export const COMMON: FieldRules = { Type: { required: true }, Comment: {}, QueryLanguage: {} };
export const PATHS: FieldRules = { InputPath: ONLY_JSONPATH, OutputPath: ONLY_JSONPATH, Output: ONLY_JSONATA };
export const ONWARD: FieldRules = { Next: {}, End: {} };
export const ASSIGN: FieldRules = { Assign: {} };
const RESULT: FieldRules = { ResultPath: ONLY_JSONPATH, ResultSelector: ONLY_JSONPATH };
const RECOVERY: FieldRules = { Retry: {}, Catch: {} };
/** What Task, Parallel and Map have in common: they do work that has a result and can fail. */
export const WORK: FieldRules = { ...COMMON, ...PATHS, ...ONWARD, ...ASSIGN, ...RESULT, ...RECOVERY };
export const jsonPathOnly = (...names: string[]): FieldRules =>
  Object.fromEntries(names.map((name) => [name, ONLY_JSONPATH]));
export const jsonataOnly = (...names: string[]): FieldRules =>
  Object.fromEntries(names.map((name) => [name, ONLY_JSONATA]));

/** The state's data flow. `parameters` false: Parameters is not part of it (a Map's is its item selector). */
export function compileFlow(reader: ObjectReader, hasResult: boolean, parameters = true): DataFlow {
  return reader.language === 'JSONata' ? jsonataFlow(reader, hasResult) : jsonPathFlow(reader, parameters);
}

function jsonPathFlow(reader: ObjectReader, parameters: boolean): JsonPathFlow {
  return {
    language: 'JSONPath',
    ...given('inputPath', pathField(reader, 'InputPath')),
    ...given('parameters', parameters ? templateField(reader, 'Parameters', true) : undefined),
    ...given('resultSelector', templateField(reader, 'ResultSelector')),
    ...given('resultPath', resultPathField(reader)),
    ...given('outputPath', pathField(reader, 'OutputPath')),
  };
}

function jsonataFlow(reader: ObjectReader, hasResult: boolean): JsonataFlow {
  const { location } = reader;
  return {
    language: 'JSONata',
    ...given('arguments', jsonataField(reader, 'Arguments', location, ['input', 'context'])),
    ...given('output', jsonataField(reader, 'Output', location, statesFields(hasResult))),
  };
}

export const statesFields = (hasResult: boolean): readonly StatesField[] =>
  hasResult ? ['input', 'context', 'result'] : ['input', 'context'];

/** Assign: an object, of the reader's language. `state` is the location of the state. */
export function compileAssign(
  reader: ObjectReader,
  state: string,
  fields: readonly StatesField[],
): { assign?: Expression } {
  const names = reader.reader('Assign');
  if (names === undefined) return {};
  for (const key of Object.keys(names.object)) checkVariable(names, key);
  const compiled =
    reader.language === 'JSONata' ? jsonataField(reader, 'Assign', state, fields) : templateField(reader, 'Assign');
  return given('assign', compiled);
}

const VARIABLE = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;
const LONGEST_VARIABLE = 80;

/** https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html#variable-naming */
function checkVariable(assign: ObjectReader, key: string): void {
  const name = assign.language === 'JSONPath' && key.endsWith('.$') ? key.slice(0, -2) : key;
  if (name === 'states') assign.findings.schema("The variable name 'states' is reserved", assign.location);
  else if (!VARIABLE.test(name) || name.length > LONGEST_VARIABLE) {
    assign.findings.schema(`Invalid variable name: '${name}'`, assign.location);
  }
}

/** `{ [key]: value }`, or nothing where there is no value. */
export function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}
