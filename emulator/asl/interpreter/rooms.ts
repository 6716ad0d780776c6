import type { State } from '../definition.ts';
import { guarded } from './failure.ts';
import type { Frame, Thread } from './run.ts';
import { choice } from './states/choice.ts';
import { fail } from './states/fail.ts';
import { map } from './states/map.ts';
import { parallel } from './states/parallel.ts';
import { pass } from './states/pass.ts';
import type { Place, Room, Rooms } from './states/room.ts';
import { succeed } from './states/succeed.ts';
import { task } from './states/task.ts';
import { wait } from './states/wait.ts';
import type { Turn } from './turn.ts';

const ROOMS: Rooms = {
  Pass: pass,
  Task: task,
  Choice: choice,
  Wait: wait,
  Succeed: succeed,
  Fail: fail,
  Parallel: parallel,
  Map: map,
};

/** Lets the room of the state that a thread is in do something; where an expression fails, the state does. */
export function inRoom(turn: Turn, thread: Thread, frame: Frame, act: (room: Room<State>, place: Place) => void): void {
  const { state } = frame;
  guarded(turn, thread, frame, () => act(ROOMS[state.type] as unknown as Room<State>, { turn, thread, frame, state }));
}
