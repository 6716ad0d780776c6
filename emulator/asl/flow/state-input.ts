import type { DataFlow } from '../definition.ts';
import type { Json } from '../json.ts';
import type { Scope } from '../scope.ts';
import type { Trace } from './trace.ts';

/**
 * The state's input after InputPath, which is what `$` means in the other paths of a JSONPath state.
 * In JSONata the input itself.
 * @throws StatesError
 */
export function effectiveInput(flow: DataFlow, scope: Scope, trace?: Trace): Json {
  if (flow.language === 'JSONata') return scope.input;
  const { inputPath } = flow;
  const value = inputPath === null ? {} : inputPath === undefined ? scope.input : inputPath.evaluate(scope);
  if (trace) trace.afterInputPath = value;
  return value;
}

/**
 * What a Task is sent, a Parallel's branches start with, and a Pass gives on: InputPath and Parameters, or
 * Arguments. (A Map's Parameters are its item selector, so its flow has none.)
 * @throws StatesError
 */
export function stateInput(flow: DataFlow, scope: Scope, trace?: Trace): Json {
  const input = effectiveInput(flow, scope, trace);
  if (flow.language === 'JSONata') {
    const value = flow.arguments === undefined ? input : flow.arguments.evaluate(scope);
    if (trace && flow.arguments !== undefined) trace.afterArguments = value;
    return value;
  }
  const value = flow.parameters === undefined ? input : flow.parameters.evaluate(withInput(scope, input));
  if (trace) trace.afterParameters = value;
  return value;
}

/**
 * The scope in which `$` is `input`. A context object that is made when it is first looked at stays unmade:
 * most states never look at theirs.
 */
export function withInput(scope: Scope, input: Json): Scope {
  if (scope.input === input) return scope;
  return {
    input,
    get context() {
      return scope.context;
    },
    variables: scope.variables,
    chance: scope.chance,
    ...(scope.now === undefined ? {} : { now: scope.now }),
    ...(scope.result === undefined ? {} : { result: scope.result }),
    ...(scope.errorOutput === undefined ? {} : { errorOutput: scope.errorOutput }),
  };
}
