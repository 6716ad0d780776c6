import type { HistoryEventType } from './history.ts';
import type { Frame, Run, Thread } from './run.ts';
import { cancelTimer, emit, emitAfter, type Turn } from './turn.ts';

const ABORTED: Partial<Record<string, HistoryEventType>> = {
  Task: 'TaskStateAborted',
  Wait: 'WaitStateAborted',
  Parallel: 'ParallelStateAborted',
  Map: 'MapStateAborted',
};

/** Tells, for the states that can be aborted, that this one was. */
export function emitAborted(turn: Turn, thread: Thread, { state }: Frame): void {
  const type = ABORTED[state.type];
  if (type) emit(turn, thread, type);
}

/** Lets go of what a task's waiting holds: the task itself and its two timers. */
export function releaseTask(turn: Turn, frame: Frame): void {
  const { waiting } = frame;
  if (waiting?.kind !== 'task') return;
  turn.run.tasks.delete(waiting.task);
  cancelTimer(turn, waiting.timeout);
  cancelTimer(turn, waiting.heartbeat);
}

function release(turn: Turn, frame: Frame): void {
  const { waiting } = frame;
  if (waiting?.kind === 'timer' || waiting?.kind === 'retry') cancelTimer(turn, waiting.timer);
  if (waiting?.kind === 'task') {
    releaseTask(turn, frame);
    turn.effects.push({ kind: 'cancelTask', task: waiting.task });
  }
  if (waiting?.kind === 'mapRun') {
    const { mapRun } = waiting.request;
    if (turn.run.mapRuns.delete(mapRun)) turn.effects.push({ kind: 'cancelMapRun', mapRun });
  }
}

const dequeue = ({ ready }: Run, thread: Thread): void => {
  const index = ready.indexOf(thread);
  if (index >= 0) ready.splice(index, 1);
};

/**
 * Stops all that goes on in a thread and in those inside it. What it was in is kept: redrive begins there.
 * @param told whether the history tells of it
 */
export function abandon(turn: Turn, thread: Thread, told: boolean): void {
  dequeue(turn.run, thread);
  const { frame } = thread;
  if (!frame || frame.halted) {
    if (frame?.waiting?.kind === 'children') abandonChildren(turn, frame, false);
    return;
  }
  release(turn, frame);
  if (frame.waiting?.kind === 'children') abandonChildren(turn, frame, told);
  if (told && frame.waiting?.kind === 'mapRun') emit(turn, thread, 'MapRunAborted');
  if (told) emitAborted(turn, thread, frame);
  frame.halted = true;
}

/** The same for all branches or iterations that have not come to their end. */
export function abandonChildren(turn: Turn, { state, waiting }: Frame, told: boolean): void {
  if (waiting?.kind !== 'children') return;
  for (const thread of waiting.threads) {
    if (!thread || waiting.results[thread.index]) continue;
    const running = !thread.frame?.halted;
    abandon(turn, thread, told);
    if (told && running && state.type === 'Map') {
      emitAfter(turn, thread.previous, 'MapIterationAborted', { name: state.name, index: thread.index });
    }
  }
}
