import type { PassState } from '../../definition.ts';
import { stateInput } from '../../flow/state-input.ts';
import { stateOutput } from '../../flow/state-output.ts';
import { scopeOf } from '../context.ts';
import { exit } from '../move.ts';
import type { Room } from './room.ts';

export const pass: Room<PassState> = {
  begin({ turn, thread, frame, state }) {
    const scope = scopeOf(turn, thread, frame);
    const input = stateInput(state.flow, scope, turn.trace);
    const result = state.result === undefined ? input : state.result;
    exit(turn, thread, frame, stateOutput(state, scope, result, turn.trace), state.next);
  },
};
