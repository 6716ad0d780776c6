import { InvalidInputError } from '../errors.ts';
import { requestValidators } from '../requests/request-validators.ts';
import { violationsOf } from '../validation/validator.ts';

/** What operators ask of the function `replay`. Times are RFC 3339; rules are named as on the bus. */
export type ReplayCommand =
  | {
      readonly action: 'start';
      readonly from: string;
      readonly to: string;
      readonly rules: readonly [string, ...string[]];
      /** Left out: made from the window. */
      readonly replayName?: string;
      readonly reason?: string;
    }
  | { readonly action: 'status' | 'cancel'; readonly replayName: string }
  | { readonly action: 'list' };

/** @throws InvalidInputError */
export function readReplayCommand(value: unknown): ReplayCommand {
  const validator = requestValidators['replay-command'];
  if (!validator) throw new TypeError('There is no schema "replay-command".');
  const violations = violationsOf(validator, value);
  if (violations.length > 0) {
    const list = violations.map(({ pointer, detail }) => `${pointer || '/'} ${detail}`).join('; ');
    throw new InvalidInputError(`The replay command is wrong: ${list}.`, violations);
  }
  return value as ReplayCommand;
}
