import type { SucceedState } from '../../definition.ts';
import { effectiveInput } from '../../flow/state-input.ts';
import { stateOutput } from '../../flow/state-output.ts';
import { scopeOf } from '../context.ts';
import { exit } from '../move.ts';
import type { Room } from './room.ts';

/** Ends its graph: the execution, or the branch or iteration it stands in. */
export const succeed: Room<SucceedState> = {
  begin({ turn, thread, frame, state }) {
    const scope = scopeOf(turn, thread, frame);
    const input = effectiveInput(state.flow, scope, turn.trace);
    exit(turn, thread, frame, stateOutput(state, scope, input, turn.trace), undefined);
  },
};
