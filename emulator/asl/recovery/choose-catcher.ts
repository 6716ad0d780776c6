import type { Catcher, State } from '../definition.ts';
import { assigned } from '../flow/assign.ts';
import { withInput } from '../flow/state-input.ts';
import type { Outcome } from '../flow/state-output.ts';
import type { Json } from '../json.ts';
import { setAt } from '../paths/reference-path.ts';
import type { Scope } from '../scope.ts';
import type { ErrorOutput } from '../states-error.ts';
import { matchesError } from './matches-error.ts';

/** The index of the first catcher that names the error, or -1. */
export const chooseCatcher = (catchers: readonly Catcher[], error: string): number =>
  catchers.findIndex(({ errorEquals }) => matchesError(errorEquals, error));

/**
 * The output and the variables of a state whose error was caught: `{ Error, Cause }` put into the state's
 * input at the catcher's ResultPath, or its Output in JSONata.
 * @throws StatesError
 */
export function caughtOutput(state: State, catcher: Catcher, scope: Scope, error: ErrorOutput): Outcome {
  const value: Json = {
    ...(error.Error === undefined ? {} : { Error: error.Error }),
    ...(error.Cause === undefined ? {} : { Cause: error.Cause }),
  };
  const inner: Scope = state.flow.language === 'JSONata' ? { ...scope, errorOutput: error } : withInput(scope, value);
  const variables = assigned(catcher.assign, inner);
  return variables === undefined
    ? { output: output(state, catcher, scope, inner, value) }
    : { output: output(state, catcher, scope, inner, value), assigned: variables };
}

function output(state: State, catcher: Catcher, scope: Scope, inner: Scope, error: Json): Json {
  if (state.flow.language === 'JSONata') return catcher.output === undefined ? error : catcher.output.evaluate(inner);
  const { resultPath } = catcher;
  if (resultPath === undefined) return error;
  return resultPath === null ? scope.input : setAt(resultPath, scope.input, error);
}
