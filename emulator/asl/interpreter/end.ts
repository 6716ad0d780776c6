import type { ErrorOutput } from '../states-error.ts';
import { abandon } from './abandon.ts';
import { type Datum, textOf } from './datum.ts';
import type { RunStatus } from './effect.ts';
import { cancelTimer, emitAfter, NOT_TRUNCATED, type Turn } from './turn.ts';

const EVENTS = { FAILED: 'ExecutionFailed', ABORTED: 'ExecutionAborted', TIMED_OUT: 'ExecutionTimedOut' } as const;

const close = (turn: Turn, status: Exclude<RunStatus, 'RUNNING'>): void => {
  const { run } = turn;
  run.status = status;
  run.ready.length = 0;
  cancelTimer(turn, run.timeout);
  run.timeout = undefined;
};

/** The execution came to its end. */
export function succeed(turn: Turn, output: Datum): void {
  const { run } = turn;
  close(turn, 'SUCCEEDED');
  const text = textOf(output);
  emitAfter(turn, run.root.previous, 'ExecutionSucceeded', { output: text, outputDetails: NOT_TRUNCATED });
  turn.effects.push({ kind: 'end', status: 'SUCCEEDED', output: text });
}

/**
 * The execution ends before its end; whatever is still going on in it is abandoned.
 * @param previous the event that the last one follows from: 0 where it was ended from outside [measured]
 */
export function end(
  turn: Turn,
  status: Exclude<RunStatus, 'RUNNING' | 'SUCCEEDED'>,
  { Error: error, Cause: cause }: ErrorOutput,
  previous: number,
): void {
  const details = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
  abandon(turn, turn.run.root, false);
  close(turn, status);
  turn.run.root.previous = emitAfter(turn, previous, EVENTS[status], details);
  // That it ran out of time is in the status; the execution itself has no error then. [measured]
  turn.effects.push({ kind: 'end', status, ...(status === 'TIMED_OUT' ? {} : details) });
}
