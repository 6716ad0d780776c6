import type { Instant } from '../../core/clock.ts';
import type { Trace } from '../flow/trace.ts';
import type { Chance } from '../scope.ts';
import type { Effect } from './effect.ts';
import { HISTORY_LIMIT, type HistoryEvent, type HistoryEventType } from './history.ts';
import type { Run, Thread } from './run.ts';

/** What one input brings with it: the instant, and the chance that belongs to this step. */
export interface Environment {
  readonly now: Instant;
  readonly chance: Chance;
  /** TestState looks at the steps of the data. */
  readonly trace?: Trace;
}

/** One call of `advance`, from an input to the events and effects that come of it. */
export interface Turn extends Environment {
  readonly run: Run;
  readonly events: HistoryEvent[];
  readonly effects: Effect[];
}

/** Thrown, and caught by `advance`, where an execution has had all the events it may have. */
export class HistoryFullError extends Error {
  override name = 'HistoryFullError';
}

/** Adds an event that follows from `previous`. Gives its id. */
export function emitAfter(
  turn: Turn,
  previous: number,
  type: HistoryEventType,
  details?: Readonly<Record<string, unknown>>,
): number {
  const { run } = turn;
  if (run.status === 'RUNNING' && !run.facts.express && run.lastEventId >= HISTORY_LIMIT - 1)
    throw new HistoryFullError();
  const id = ++run.lastEventId;
  turn.events.push(details ? { id, previous, type, at: turn.now, details } : { id, previous, type, at: turn.now });
  return id;
}

/** Adds an event that follows from the thread's last one and is the thread's last one from now on. */
export function emit(
  turn: Turn,
  thread: Thread,
  type: HistoryEventType,
  details?: Readonly<Record<string, unknown>>,
): number {
  thread.previous = emitAfter(turn, thread.previous, type, details);
  return thread.previous;
}

/** A number for a task, a timer or a map run; none is given twice in an execution. */
export const nextNumber = (run: Run): number => ++run.lastNumber;

/** Asks for a wake-up; `advance` hands it to the thread. */
export function setTimer(turn: Turn, thread: Thread, at: Instant): number {
  const timer = nextNumber(turn.run);
  turn.run.timers.set(timer, thread);
  turn.effects.push({ kind: 'timer', timer, at });
  return timer;
}

export function cancelTimer(turn: Turn, timer: number | undefined): void {
  if (timer !== undefined && turn.run.timers.delete(timer)) turn.effects.push({ kind: 'cancelTimer', timer });
}

export const NOT_TRUNCATED = { truncated: false };
