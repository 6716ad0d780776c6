import type { Machine, QueryLanguage, State } from '../definition.ts';
import { DefinitionError, type Diagnostic } from '../diagnostics.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { DEFINITION_BYTES, MAX_SECONDS } from '../limits.ts';
import type { CompileContext } from './context.ts';
import { Findings } from './diagnose.ts';
import { given } from './flow.ts';
import { checkGraph, compileGraph } from './graph.ts';
import { jsonShape } from './json-keys.ts';
import { type FieldRules, ObjectReader } from './read.ts';
import { checkScopes } from './scopes.ts';
import { compileState, LANGUAGES } from './state.ts';

export interface CompileOptions {
  /** Of the state machine; EXPRESS refuses some resources. */
  readonly type?: 'STANDARD' | 'EXPRESS';
}

const FIELDS: FieldRules = {
  Comment: {},
  QueryLanguage: {},
  StartAt: { required: true },
  States: { required: true },
  TimeoutSeconds: {},
  Version: {},
};
const DEEPEST = 500;

/** @throws DefinitionError with AWS's message, where the definition is invalid */
export function parseDefinition(text: string, options: CompileOptions = {}): Machine {
  const findings = new Findings();
  const machine = bounded(findings, () => compileMachine(text, options, findings));
  if (machine === undefined || findings.failed) throw new DefinitionError(findings.all);
  return machine;
}

/** Everything there is to say of a definition: errors, and warnings of what is probably not meant. */
export function validate(text: string, options: CompileOptions = {}): Diagnostic[] {
  const findings = new Findings();
  bounded(findings, () => compileMachine(text, options, findings));
  return findings.all;
}

/**
 * A single state, as TestState takes it. Its transitions lead nowhere, so they are not checked.
 * @throws DefinitionError
 */
export function parseState(text: string, name: string, options: CompileOptions = {}): State {
  const findings = new Findings();
  const state = bounded(findings, () => compileSingle(text, name, options, findings));
  if (state === undefined || findings.failed) throw new DefinitionError(findings.all);
  return state;
}

function compileSingle(text: string, name: string, options: CompileOptions, findings: Findings): State | undefined {
  const object = readObject(text, findings);
  const language: QueryLanguage = object?.QueryLanguage === 'JSONata' ? 'JSONata' : 'JSONPath';
  const context = contextOf(findings, language, options.type ?? 'STANDARD');
  return object === undefined
    ? undefined
    : compileState(name, new ObjectReader(object, '', language, findings), context);
}

/** An expression nested so deep that it cannot be compiled is refused like any other bad definition. */
function bounded<T>(findings: Findings, compile: () => T): T | undefined {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    findings.error('TOO_DEEPLY_NESTED', 'An expression of the definition is nested too deep');
    return undefined;
  }
}

function compileMachine(text: string, options: CompileOptions, findings: Findings): Machine | undefined {
  const object = readObject(text, findings);
  if (object === undefined) return undefined;
  const outer = new ObjectReader(object, '', 'JSONPath', findings);
  const queryLanguage = outer.has('QueryLanguage')
    ? (outer.choice('QueryLanguage', LANGUAGES) ?? 'JSONata')
    : 'JSONPath';
  const reader = new ObjectReader(object, '', queryLanguage, findings);
  reader.checkFields(FIELDS);
  reader.choice('Version', ['1.0']);
  const comment = reader.text('Comment');
  const timeoutSeconds = reader.integer('TimeoutSeconds', 1, MAX_SECONDS);
  const context = contextOf(findings, queryLanguage, options.type ?? 'STANDARD');
  const graph = compileGraph(reader, context);
  checkScopes(object, '', findings);
  if (!findings.failed) checkGraph(graph, '', findings);
  return { ...graph, queryLanguage, ...given('comment', comment), ...given('timeoutSeconds', timeoutSeconds) };
}

function contextOf(findings: Findings, language: QueryLanguage, type: 'STANDARD' | 'EXPRESS'): CompileContext {
  const context: CompileContext = {
    findings,
    language,
    type,
    names: new Set(),
    labels: new Set(),
    graph: (inner, own = type) => compileGraph(inner, { ...context, type: own }),
  };
  return context;
}

function readObject(text: string, findings: Findings): JsonObject | undefined {
  if (text.trim() === '') {
    findings.error('MISSING_DESCRIPTION', 'State machine definition is missing');
    return undefined;
  }
  if (Buffer.byteLength(text) > DEFINITION_BYTES) {
    findings.error('SCHEMA_VALIDATION_FAILED', `The definition has more than ${DEFINITION_BYTES} bytes`);
    return undefined;
  }
  const value = readJson(text, findings);
  if (value === undefined) return undefined;
  const { repeated, depth } = jsonShape(text);
  if (depth > DEEPEST) {
    findings.error('TOO_DEEPLY_NESTED', `The definition is nested more than ${DEEPEST} deep`);
    return undefined;
  }
  for (const { key, location } of repeated) reportRepeated(key, location, findings);
  if (isJsonObject(value)) return value;
  findings.error('INVALID_JSON_DESCRIPTION', 'The definition is not a JSON object');
  return undefined;
}

function reportRepeated(key: string, location: string, findings: Findings): void {
  if (location.endsWith('/States')) {
    findings.error('DUPLICATE_STATE_NAME', `Duplicate State name: ${key}`, `${location}/${key}`);
  } else findings.error('INVALID_JSON_DESCRIPTION', `Duplicate field '${key}'`, location === '' ? '/' : location);
}

function readJson(text: string, findings: Findings): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    findings.error('INVALID_JSON_DESCRIPTION', error instanceof Error ? error.message : String(error));
    return undefined;
  }
}
