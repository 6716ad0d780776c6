import type { Choice, DataFlow, State } from '../definition.ts';
import type { Json, JsonObject } from '../json.ts';
import { setAt } from '../paths/reference-path.ts';
import type { Scope } from '../scope.ts';
import { assigned } from './assign.ts';
import { withInput } from './state-input.ts';
import type { Trace } from './trace.ts';

export interface Outcome {
  readonly output: Json;
  /** The variables this state assigns; left out where it assigns none. */
  readonly assigned?: JsonObject;
}

/**
 * The output and the variables of a state that came to `result`.
 * JSONPath: ResultSelector, ResultPath, OutputPath; JSONata: Output, else the result.
 * A Wait, Succeed or Choice state has its effective input for a result, a Pass its `stateInput` or Result.
 * `$` in a JSONPath Assign is the result itself.
 * https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
 * @throws StatesError
 */
export function stateOutput(state: State, scope: Scope, result: Json, trace?: Trace): Outcome {
  const { flow } = state;
  if (flow.language === 'JSONata') {
    const inner = hasResult(state) ? { ...scope, result } : scope;
    const output = flow.output === undefined ? result : flow.output.evaluate(inner);
    return outcome(output, assigned(state.assign, inner));
  }
  const output = jsonPathOutput(flow, scope, result, trace);
  return outcome(output, assigned(state.assign, withInput(scope, result)));
}

/** The output and the variables of a Choice state that took `choice`; `undefined`: its default. */
export function choiceOutput(state: State, choice: Choice | undefined, scope: Scope, input: Json): Outcome {
  const assign = choice === undefined ? state.assign : choice.assign;
  if (state.flow.language === 'JSONPath') {
    return outcome(jsonPathOutput(state.flow, scope, input), assigned(assign, withInput(scope, input)));
  }
  const output = choice === undefined ? state.flow.output : choice.output;
  return outcome(output === undefined ? input : output.evaluate(scope), assigned(assign, scope));
}

function jsonPathOutput(
  flow: Extract<DataFlow, { language: 'JSONPath' }>,
  scope: Scope,
  result: Json,
  trace?: Trace,
): Json {
  const selected = flow.resultSelector === undefined ? result : flow.resultSelector.evaluate(withInput(scope, result));
  if (trace) trace.afterResultSelector = selected;
  const { resultPath, outputPath } = flow;
  const combined =
    resultPath === undefined ? selected : resultPath === null ? scope.input : setAt(resultPath, scope.input, selected);
  if (trace) trace.afterResultPath = combined;
  return outputPath === undefined
    ? combined
    : outputPath === null
      ? {}
      : outputPath.evaluate(withInput(scope, combined));
}

const hasResult = ({ type }: State): boolean => type === 'Task' || type === 'Parallel' || type === 'Map';

const outcome = (output: Json, variables: JsonObject | undefined): Outcome =>
  variables === undefined ? { output } : { output, assigned: variables };
