import type { ParallelState } from '../../definition.ts';
import { stateInput } from '../../flow/state-input.ts';
import { stateOutput } from '../../flow/state-output.ts';
import type { Json } from '../../json.ts';
import { scopeOf } from '../context.ts';
import { datum } from '../datum.ts';
import { exit } from '../move.ts';
import type { ChildrenWaiting } from '../run.ts';
import { emit, emitAfter } from '../turn.ts';
import { beginChild } from './children.ts';
import type { Room } from './room.ts';

/** All branches at once, each with the state's input; the result is the list of their outputs. */
export const parallel: Room<ParallelState> = {
  begin({ turn, thread, frame, state }) {
    const value = stateInput(state.flow, scopeOf(turn, thread, frame), turn.trace);
    const input = value === frame.input.value ? frame.input : datum(value);
    const previous = emit(turn, thread, 'ParallelStateStarted');
    const waiting: ChildrenWaiting = {
      kind: 'children',
      threads: [],
      results: [],
      next: state.branches.length,
      open: 0,
      concurrency: state.branches.length,
    };
    frame.waiting = waiting;
    for (const [index, graph] of state.branches.entries()) {
      beginChild(turn, thread, frame, waiting, { graph, index, input, previous });
    }
  },
  childDone({ turn, thread, frame, state }, child, output) {
    const { waiting } = frame;
    if (waiting?.kind !== 'children') return;
    waiting.results[child.index] = output;
    waiting.open--;
    if (waiting.open > 0) return;
    thread.previous = child.previous;
    emitAfter(turn, thread.previous, 'ParallelStateSucceeded');
    const result: Json = state.branches.map((_branch, i) => waiting.results[i]?.value ?? null);
    exit(turn, thread, frame, stateOutput(state, scopeOf(turn, thread, frame), result, turn.trace), state.next);
  },
};
