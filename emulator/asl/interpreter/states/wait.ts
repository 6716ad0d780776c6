import type { WaitState } from '../../definition.ts';
import { effectiveInput, withInput } from '../../flow/state-input.ts';
import { stateOutput } from '../../flow/state-output.ts';
import { scopeOf } from '../context.ts';
import { exit } from '../move.ts';
import { setTimer } from '../turn.ts';
import type { Place, Room } from './room.ts';

function leave({ turn, thread, frame, state }: Place<WaitState>): void {
  const scope = scopeOf(turn, thread, frame);
  const input = effectiveInput(state.flow, scope, turn.trace);
  exit(turn, thread, frame, stateOutput(state, scope, input, turn.trace), state.next);
}

/** Waits from its entry on; a time that has passed already is not waited for. */
export const wait: Room<WaitState> = {
  begin(place) {
    const { turn, thread, frame, state } = place;
    const { until } = state;
    const scope = scopeOf(turn, thread, frame);
    const inner = withInput(scope, effectiveInput(state.flow, scope, turn.trace));
    const at =
      until.kind === 'seconds'
        ? turn.now + until.seconds.evaluate(inner) * 1000
        : Date.parse(until.timestamp.evaluate(inner));
    if (at <= turn.now) leave(place);
    else frame.waiting = { kind: 'timer', timer: setTimer(turn, thread, at) };
  },
  timer(place) {
    place.frame.waiting = undefined;
    leave(place);
  },
};
