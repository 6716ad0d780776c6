import { textOf } from './datum.ts';
import type { Effect } from './effect.ts';
import { end, succeed } from './end.ts';
import type { HistoryEvent } from './history.ts';
import { HISTORY_LIMIT } from './history.ts';
import type { Input } from './input.ts';
import { enter } from './move.ts';
import { redrive } from './redrive.ts';
import { inRoom } from './rooms.ts';
import type { Run, Thread } from './run.ts';
import type { TaskOutcome } from './states/room.ts';
import { type Environment, emitAfter, HistoryFullError, NOT_TRUNCATED, setTimer, type Turn } from './turn.ts';

/** So many states are gone through before others get a turn. */
const MOVES_AT_ONCE = 500;

export interface Advance {
  readonly events: readonly HistoryEvent[];
  readonly effects: readonly Effect[];
}

function start(turn: Turn): void {
  const { run } = turn;
  const { facts } = run;
  emitAfter(turn, 0, 'ExecutionStarted', {
    input: textOf(facts.input),
    inputDetails: NOT_TRUNCATED,
    roleArn: facts.roleArn,
    ...facts.startedWith,
  });
  if (facts.timeoutSeconds !== undefined)
    run.timeout = setTimer(turn, run.root, turn.now + facts.timeoutSeconds * 1000);
  run.ready.push(run.root);
}

function timer(turn: Turn, number: number): void {
  const { run } = turn;
  const thread = run.timers.get(number);
  if (!thread) return;
  run.timers.delete(number);
  if (number === run.timeout) {
    end(turn, 'TIMED_OUT', { Error: 'States.Timeout' }, 0);
    return;
  }
  const { frame } = thread;
  if (!frame) return;
  const { waiting } = frame;
  if (waiting?.kind === 'retry') {
    frame.waiting = undefined;
    inRoom(turn, thread, frame, (room, place) => room.begin(place));
  } else inRoom(turn, thread, frame, (room, place) => room.timer?.(place, number));
}

function task(turn: Turn, number: number, outcome: TaskOutcome): void {
  const thread = turn.run.tasks.get(number);
  if (thread?.frame) inRoom(turn, thread, thread.frame, (room, place) => room.task?.(place, outcome));
}

type Handlers = { readonly [K in Input['kind']]: (turn: Turn, input: Extract<Input, { kind: K }>) => void };

const INPUTS: Handlers = {
  start,
  continue: () => {},
  timer: (turn, input) => timer(turn, input.timer),
  taskStarted: (turn, { task: number, workerName }) =>
    task(turn, number, workerName === undefined ? { kind: 'started' } : { kind: 'started', workerName }),
  taskSubmitted: (turn, { task: number, output }) => task(turn, number, { kind: 'submitted', output }),
  taskSucceeded: (turn, { task: number, output }) => task(turn, number, { kind: 'succeeded', output }),
  taskFailed: (turn, { task: number, failure }) => task(turn, number, { kind: 'failed', failure }),
  taskHeartbeat: (turn, { task: number }) => task(turn, number, { kind: 'heartbeat' }),
  mapRunSucceeded(turn, { mapRun, output }) {
    const thread = turn.run.mapRuns.get(mapRun);
    if (thread?.frame) inRoom(turn, thread, thread.frame, (room, place) => room.mapRunDone?.(place, output));
  },
  mapRunFailed(turn, { mapRun, failure }) {
    const thread = turn.run.mapRuns.get(mapRun);
    if (thread?.frame) inRoom(turn, thread, thread.frame, (room, place) => room.mapRunFailed?.(place, failure));
  },
  stop: (turn, { failure }) => end(turn, 'ABORTED', failure, 0),
  redrive,
};

/** One move: into the next state, or out of a graph that is done. */
function move(turn: Turn, thread: Thread): void {
  const { next, ended, parent } = thread;
  if (next) {
    const frame = enter(turn, thread, next.name, next.input);
    inRoom(turn, thread, frame, (room, place) => room.begin(place));
  } else if (ended && parent?.frame) {
    inRoom(turn, parent, parent.frame, (room, place) => room.childDone?.(place, thread, ended));
  } else if (ended) succeed(turn, ended);
}

function moveOn(turn: Turn): void {
  const { run } = turn;
  for (let moves = 0; run.status === 'RUNNING'; moves++) {
    if (moves === MOVES_AT_ONCE) {
      turn.effects.push({ kind: 'yield' });
      return;
    }
    const thread = run.ready.shift();
    if (!thread) return;
    move(turn, thread);
  }
}

/**
 * Tells an execution what happened. It changes `run` and gives the events that came of it and what the
 * host is to do. The same inputs in the same environments always give the same. An input that no longer
 * concerns the execution changes nothing.
 */
export function advance(run: Run, input: Input, environment: Environment): Advance {
  const turn: Turn = { ...environment, run, events: [], effects: [] };
  if (run.status !== 'RUNNING' && input.kind !== 'redrive') return turn;
  try {
    const handle = INPUTS[input.kind] as (turn: Turn, input: Input) => void;
    handle(turn, input);
    moveOn(turn);
  } catch (error) {
    if (!(error instanceof HistoryFullError)) throw error;
    const cause = `The execution reached the maximum number of history events (${HISTORY_LIMIT}).`;
    end(turn, 'FAILED', { Error: 'States.Runtime', Cause: cause }, run.lastEventId);
  }
  return turn;
}
