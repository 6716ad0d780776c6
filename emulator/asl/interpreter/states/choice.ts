import type { ChoiceState } from '../../definition.ts';
import { effectiveInput, withInput } from '../../flow/state-input.ts';
import { choiceOutput } from '../../flow/state-output.ts';
import { StatesError } from '../../states-error.ts';
import { scopeOf } from '../context.ts';
import { exit } from '../move.ts';
import type { Room } from './room.ts';

/** Takes the first rule that holds, else the default. */
export const choice: Room<ChoiceState> = {
  begin({ turn, thread, frame, state }) {
    const scope = scopeOf(turn, thread, frame);
    const input = effectiveInput(state.flow, scope, turn.trace);
    const inner = withInput(scope, input);
    const taken = state.choices.find((rule) => rule.test(inner));
    const next = taken?.next ?? state.default;
    if (next === undefined) {
      throw new StatesError(
        'States.NoChoiceMatched',
        'Failed to transition out of the state. The state does not point to a next state.',
      );
    }
    exit(turn, thread, frame, choiceOutput(state, taken, scope, input), next);
  },
};
