import { assignTo } from '../flow/assign.ts';
import type { Outcome } from '../flow/state-output.ts';
import type { JsonObject } from '../json.ts';
import { exceedsPayload } from '../limits.ts';
import { StatesError } from '../states-error.ts';
import { type Datum, datum, textOf } from './datum.ts';
import type { HistoryEventType } from './history.ts';
import type { Frame, Thread } from './run.ts';
import { emit, NOT_TRUNCATED, type Turn } from './turn.ts';

/** @param what a state's name or a task's resource */
export const resultTooLarge = (what: string): StatesError =>
  new StatesError(
    'States.DataLimitExceeded',
    `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );

const variableTexts = (values: JsonObject): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]));

/** Brings a thread into the state it is to enter next. */
export function enter(turn: Turn, thread: Thread, name: string, input: Datum): Frame {
  const state = thread.graph.states.get(name);
  if (!state) throw new Error(`state ${name} is missing`);
  const base = thread.previous;
  const enteredId = emit(turn, thread, `${state.type}StateEntered`, {
    name,
    input: textOf(input),
    inputDetails: NOT_TRUNCATED,
  });
  const frame: Frame = {
    state,
    input,
    base,
    enteredId,
    enteredAt: turn.now,
    scopeVariables: thread.variables,
    attempts: [],
    retryCount: 0,
    waiting: undefined,
    halted: false,
  };
  thread.next = undefined;
  thread.frame = frame;
  return frame;
}

/**
 * Takes a thread out of its state and on to the next one, or to the end of its graph.
 * @throws StatesError States.DataLimitExceeded where the output is too large
 */
export function exit(turn: Turn, thread: Thread, frame: Frame, outcome: Outcome, next: string | undefined): void {
  const { state } = frame;
  const { output, assigned } = outcome;
  const data = output === frame.input.value ? frame.input : datum(output);
  const text = textOf(data);
  if (exceedsPayload(text)) throw resultTooLarge(state.name);
  emit(turn, thread, `${state.type}StateExited` as HistoryEventType, {
    name: state.name,
    output: text,
    outputDetails: NOT_TRUNCATED,
    ...(assigned ? { assignedVariables: variableTexts(assigned), assignedVariablesDetails: NOT_TRUNCATED } : {}),
  });
  thread.variables = assignTo(thread.variables, assigned);
  thread.frame = undefined;
  if (next === undefined) thread.ended = data;
  else thread.next = { name: next, input: data };
  turn.run.ready.push(thread);
}
