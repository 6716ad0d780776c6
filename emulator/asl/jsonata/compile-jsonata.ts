import type { Json } from '../json.ts';
import { jsonType } from '../json.ts';
import type { Expression, Scope } from '../scope.ts';
import { StatesError } from '../states-error.ts';
import { FUNCTIONS, MEMORY_BYTES, MemoryLimitError } from './functions.ts';
import { type Node, some } from './node.ts';
import { type Compiled, HardLimitError, jsonataSandbox, type Limits } from './sandbox.ts';
import { toJson, UnsupportedValueError } from './to-json.ts';

/** Milliseconds and depth of an evaluation. AWS documents neither; 100 is measured (a sum of 200 terms fails). */
const LIMITS: Limits = { timeout: 1_000, stack: 100 };
const SPARE_MILLISECONDS = 250;

/** An expression that jsonata cannot parse. `message` is jsonata's, without its code, as AWS gives it. */
export class JsonataSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'JsonataSyntaxError';
  }
}

export interface JsonataExpression extends Expression {
  readonly ast: Node;
}

/** Whether a text of a definition holds JSONata: `{% … %}`. */
export const isJsonata = (text: string): boolean => text.startsWith('{%') && text.endsWith('%}') && text.length >= 4;

/** Whether a text is opened as JSONata and not closed, or closed and not opened. With blanks around it is plain text. */
export const isImproperJsonata = (text: string): boolean =>
  !isJsonata(text) && (text.startsWith('{%') || text.endsWith('%}'));

/**
 * The expression between `{%` and `%}`. `field` names its place in the state, such as `Output/v`, for the
 * causes of its failures.
 * @throws JsonataSyntaxError
 */
export function compileJsonata(text: string, field: string): JsonataExpression {
  const source = text.slice(2, -2).trim();
  const compiled = parse(source);
  const ast = compiled.ast();
  const hungry = some(ast, needsMemoryWatch);
  const regex = some(ast, ({ type }) => type === 'regex');
  if (hungry) compiled.assign(Symbol.for('jsonata.__evaluate_exit'), watchMemory);
  return {
    text,
    ast,
    evaluate(scope) {
      bindFunctions(compiled, source, scope);
      return evaluate(compiled, source, field, scope, regex);
    },
  };
}

function parse(source: string): Compiled {
  try {
    const compiled = jsonataSandbox().compile(source, LIMITS);
    compiled.assign('eval', undefined);
    return compiled;
  } catch (error) {
    const { message } = error as { message?: string };
    throw new JsonataSyntaxError(message ?? String(error));
  }
}

function bindFunctions(compiled: Compiled, source: string, scope: Scope): void {
  for (const { name, signature, call } of FUNCTIONS) {
    if (!source.includes(`$${name}`)) continue;
    compiled.registerFunction(name, (...args: never[]) => call(scope.chance, ...args), signature);
  }
}

function evaluate(compiled: Compiled, source: string, field: string, scope: Scope, regex: boolean): Json {
  const threw = (detail: string): StatesError => failure(source, field, `threw an error during evaluation${detail}`);
  let value: unknown;
  try {
    const answer = jsonataSandbox().evaluate({
      expression: compiled,
      bindings: bindingsOf(scope),
      chance: scope.chance,
      now: nowOf(scope),
      ...(regex ? { hardLimit: LIMITS.timeout + SPARE_MILLISECONDS } : {}),
    });
    if ('error' in answer) throw threw(describe(answer.error));
    value = answer.value;
  } catch (error) {
    if (error instanceof HardLimitError) throw threw(`: ${TIMEOUT}`);
    throw error;
  }
  if (value === undefined) throw failure(source, field, 'returned nothing (undefined).');
  try {
    return toJson(value);
  } catch (error) {
    if (error instanceof UnsupportedValueError) throw failure(source, field, 'returned an unsupported result type.');
    throw error;
  }
}

/** The failure of a value that is not of the type its field needs: `Expected 'array', but was 'number' for value: 1`. */
export const unexpectedType = (text: string, field: string, expected: string, value: Json): StatesError =>
  failure(
    isJsonata(text) ? text.slice(2, -2).trim() : text,
    field,
    `returned an unexpected result type. Expected '${expected}', but was '${jsonType(value)}' for value: ${JSON.stringify(value)}`,
  );

const failure = (source: string, field: string, what: string): StatesError =>
  new StatesError(
    'States.QueryEvaluationError',
    `The JSONata expression '${source}' specified for the field '${field}' ${what}`,
    field,
  );

const TIMEOUT = 'Expression evaluation timeout: Check for infinite loop';
const STACK =
  'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.';
/** jsonata's codes for its own limits, for which AWS has words without a code. */
const BOUNDS: ReadonlyMap<string, string> = new Map([
  ['D1011', STACK],
  ['D1012', TIMEOUT],
  ['D2014', new MemoryLimitError().message],
]);

/** A coded message is a sentence of its own; one without a code goes on with the sentence before. */
function describe(error: unknown): string {
  const { code, message = String(error) } = error as { code?: unknown; message?: string };
  if (typeof code === 'string') {
    const bound = BOUNDS.get(code);
    return bound === undefined ? `. ${code}: ${message}` : `: ${bound}`;
  }
  return message === 'Maximum call stack size exceeded' ? `: ${STACK}` : `: ${message}`;
}

function bindingsOf(scope: Scope): Record<string, unknown> {
  const states: Record<string, unknown> = { input: scope.input, context: scope.context };
  if (scope.result !== undefined) states.result = scope.result;
  if (scope.errorOutput !== undefined) states.errorOutput = scope.errorOutput;
  return { ...scope.variables, states };
}

/** The present for $now and $millis: the scope's, else the time at which the state was entered. */
function nowOf(scope: Scope): number {
  if (scope.now !== undefined) return scope.now;
  const entered = (scope.context.State as { EnteredTime?: unknown } | undefined)?.EnteredTime;
  const time = typeof entered === 'string' ? Date.parse(entered) : Number.NaN;
  return Number.isNaN(time) ? 0 : time;
}

/** Only ranges, calls and concatenations can make much of little. */
const needsMemoryWatch = ({ type, value }: Node): boolean =>
  type === 'function' || type === 'apply' || (type === 'binary' && (value === '..' || value === '&'));

function watchMemory(_node: unknown, _input: unknown, _environment: unknown, result: unknown): void {
  const bytes = Array.isArray(result) ? result.length * 8 : typeof result === 'string' ? result.length : 0;
  if (bytes > MEMORY_BYTES) throw new MemoryLimitError();
}
