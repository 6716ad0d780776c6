import type { State, StateType } from '../../definition.ts';
import type { ErrorOutput } from '../../states-error.ts';
import type { Datum } from '../datum.ts';
import type { Frame, Thread } from '../run.ts';
import type { Turn } from '../turn.ts';

/** A thread in a state. */
export interface Place<S extends State = State> {
  readonly turn: Turn;
  readonly thread: Thread;
  readonly frame: Frame;
  readonly state: S;
}

/** What came back for a task. */
export type TaskOutcome =
  | { readonly kind: 'started'; readonly workerName?: string }
  | { readonly kind: 'submitted'; readonly output: string }
  | { readonly kind: 'succeeded'; readonly output: string }
  | { readonly kind: 'failed'; readonly failure: ErrorOutput }
  | { readonly kind: 'heartbeat' };

/**
 * How one type of state behaves. All of it may throw StatesError where an expression fails.
 * What a type never waits for it need not answer.
 */
export interface Room<S extends State> {
  /** The state has been entered, is to be tried again, or is taken up by a redrive. */
  begin(place: Place<S>): void;
  timer?(place: Place<S>, timer: number): void;
  task?(place: Place<S>, outcome: TaskOutcome): void;
  /** A branch or an iteration came to its end. */
  childDone?(place: Place<S>, child: Thread, output: Datum): void;
  mapRunDone?(place: Place<S>, output: string): void;
  mapRunFailed?(place: Place<S>, failure: ErrorOutput): void;
  /** Takes up what was going on when the state was stopped. False: nothing was, it begins again. */
  redrive?(place: Place<S>): boolean;
}

export type Rooms = { readonly [T in StateType]: Room<Extract<State, { type: T }>> };
