import { readRequest } from '../requests/read-request.ts';

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
export const readReplayCommand = (value: unknown): ReplayCommand => readRequest('replay-command', value);
