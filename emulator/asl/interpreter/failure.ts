import type { Recovery, State } from '../definition.ts';
import { caughtOutput, chooseCatcher } from '../recovery/choose-catcher.ts';
import { chooseRetrier } from '../recovery/choose-retrier.ts';
import { type ErrorOutput, StatesError } from '../states-error.ts';
import { abandonChildren, emitAborted } from './abandon.ts';
import { scopeOf } from './context.ts';
import { end } from './end.ts';
import { exit } from './move.ts';
import type { Frame, Thread } from './run.ts';
import { emit, emitAfter, setTimer, type Turn } from './turn.ts';

/** Step Functions reports these by a name that no Retry or Catch sees. */
const REPORTED_AS_RUNTIME = new Set<string>([
  'States.NoChoiceMatched',
  'States.ParameterPathFailure',
  'States.IntrinsicFailure',
]);
const RUNTIME = 'States.Runtime';

export const prefixed = ({ state, enteredId }: Frame, cause: string): string =>
  `An error occurred while executing the state '${state.name}' (entered at the event id #${enteredId}). ${cause}`;

const evaluated = (error: StatesError): boolean => error.message.startsWith('The JSONata expression');

/**
 * An evaluation of one of the state's fields failed. JSONata tells of it by an event of its own, which
 * follows, where nothing but the state's entry has happened, from what was before the entry; unless the
 * expression itself was well and only its value unusable. [recorded]
 */
function evaluationFailed(turn: Turn, thread: Thread, frame: Frame, error: StatesError): void {
  const name = REPORTED_AS_RUNTIME.has(error.error) ? RUNTIME : error.error;
  const cause = name === 'States.DataLimitExceeded' ? error.message : prefixed(frame, error.message);
  if (name === 'States.QueryEvaluationError') {
    const atEntry = thread.previous === frame.enteredId && evaluated(error);
    thread.previous = emitAfter(turn, atEntry ? frame.base : thread.previous, 'EvaluationFailed', {
      error: name,
      cause,
      ...(error.location === undefined ? {} : { location: error.location }),
      state: frame.state.name,
    });
  }
  fail(turn, thread, frame, { Error: name, Cause: cause });
}

const NO_RECOVERY: Recovery = { retry: [], catch: [] };
const recoveryOf = (state: State): Recovery => ('retry' in state ? state : NO_RECOVERY);

/** Events that tell of the failure itself, for states that consist of others. */
const FAILED = { Parallel: 'ParallelStateFailed', Map: 'MapStateFailed' } as const;
const isComposite = (type: string): type is keyof typeof FAILED => Object.hasOwn(FAILED, type);

/**
 * A state failed: it is tried again, or the failure is caught, or it is handed on to the state around it
 * and in the end to the execution.
 * @param matched the name that Retry and Catch go by, where it is another one than is reported
 */
export function fail(turn: Turn, thread: Thread, frame: Frame, failure: ErrorOutput, matched?: string): void {
  const { state } = frame;
  const error = matched ?? failure.Error ?? '';
  const recovery = recoveryOf(state);
  const retry = chooseRetrier(recovery.retry, error, frame.attempts, turn.chance);
  if (retry?.delaySeconds !== undefined) {
    frame.attempts[retry.index] = (frame.attempts[retry.index] ?? 0) + 1;
    frame.retryCount++;
    frame.waiting = { kind: 'retry', timer: setTimer(turn, thread, turn.now + retry.delaySeconds * 1000) };
    return;
  }
  if (error !== RUNTIME && isComposite(state.type)) emit(turn, thread, FAILED[state.type]);
  const catcher = recovery.catch[chooseCatcher(recovery.catch, error)];
  if (catcher) {
    try {
      exit(turn, thread, frame, caughtOutput(state, catcher, scopeOf(turn, thread, frame), failure), catcher.next);
      return;
    } catch (thrown) {
      if (!(thrown instanceof StatesError)) throw thrown;
      halt(turn, thread, frame, { Error: RUNTIME, Cause: prefixed(frame, thrown.message) });
      return;
    }
  }
  halt(turn, thread, frame, failure);
}

/** Nothing in this state took up its failure. */
function halt(turn: Turn, thread: Thread, frame: Frame, failure: ErrorOutput): void {
  frame.halted = true;
  const { parent } = thread;
  if (parent?.frame && failure.Error !== RUNTIME) childFailed(turn, thread, frame, parent, parent.frame, failure);
  else end(turn, 'FAILED', failure, thread.previous);
}

/** A branch or an iteration failed: the others are stopped, and the state around them fails. */
function childFailed(
  turn: Turn,
  child: Thread,
  childFrame: Frame,
  parent: Thread,
  frame: Frame,
  failure: ErrorOutput,
): void {
  parent.previous = child.previous;
  const { name, type } = frame.state;
  if (type === 'Map') emitAfter(turn, child.previous, 'MapIterationFailed', { name, index: child.index });
  else emitAborted(turn, child, childFrame);
  abandonChildren(turn, frame, true);
  fail(turn, parent, frame, failure);
}

/** Runs what evaluates a state's fields; where one fails, the state does. */
export function guarded(turn: Turn, thread: Thread, frame: Frame, work: () => void): void {
  try {
    work();
  } catch (error) {
    evaluationFailed(turn, thread, frame, statesError(error));
  }
}

/** Data that is nested too deeply, or grows too long, is the execution's fault. @throws whatever else there was */
function statesError(error: unknown): StatesError {
  if (error instanceof StatesError) return error;
  if (error instanceof RangeError) return new StatesError('States.Runtime', error.message);
  throw error;
}
