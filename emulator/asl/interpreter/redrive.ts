import { inRoom } from './rooms.ts';
import type { Frame, Thread } from './run.ts';
import { emitAfter, type Turn } from './turn.ts';

/** A Parallel or a Map that stopped because of what is inside it goes on there; any other state begins again. */
function takeUp(turn: Turn, thread: Thread): void {
  const { frame } = thread;
  if (!frame) {
    // It was between two states, or had not begun.
    turn.run.ready.push(thread);
    return;
  }
  if (!frame.halted) return;
  frame.halted = false;
  frame.attempts.length = 0;
  frame.retryCount = 0;
  const halted = haltedChildren(frame);
  if (halted.length > 0) for (const child of halted) takeUp(turn, child);
  else {
    inRoom(turn, thread, frame, (room, place) => {
      if (room.redrive?.(place)) return;
      frame.waiting = undefined;
      room.begin(place);
    });
  }
}

function haltedChildren({ waiting }: Frame): Thread[] {
  if (waiting?.kind !== 'children') return [];
  return waiting.threads.flatMap((thread) => (thread && !waiting.results[thread.index] ? [thread] : []));
}

/**
 * Goes on where an execution failed, was stopped, or ran out of time. What succeeded is not done again;
 * retries are counted anew.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
export function redrive(turn: Turn): void {
  const { run } = turn;
  run.status = 'RUNNING';
  run.redriveCount++;
  run.redriven = turn.now;
  run.root.previous = emitAfter(turn, run.root.previous, 'ExecutionRedriven', { redriveCount: run.redriveCount });
  takeUp(turn, run.root);
}
