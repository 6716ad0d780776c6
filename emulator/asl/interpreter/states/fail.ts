import type { FailState } from '../../definition.ts';
import { effectiveInput, withInput } from '../../flow/state-input.ts';
import { scopeOf } from '../context.ts';
import { fail as failed } from '../failure.ts';
import type { Room } from './room.ts';

/** It has no Exited event. */
export const fail: Room<FailState> = {
  begin({ turn, thread, frame, state }) {
    const scope = scopeOf(turn, thread, frame);
    const inner = withInput(scope, effectiveInput(state.flow, scope, turn.trace));
    const error = state.error?.evaluate(inner);
    const cause = state.cause?.evaluate(inner);
    failed(turn, thread, frame, {
      ...(error === undefined ? {} : { Error: error }),
      ...(cause === undefined ? {} : { Cause: cause }),
    });
  },
};
