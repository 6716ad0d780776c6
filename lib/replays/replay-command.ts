import { InvalidInputError } from '../errors.ts';
import { isObject } from '../json.ts';
import { readRequest } from '../requests/read-request.ts';

/** Where a replay goes. Nothing given: a preview that tells of every rule, and cannot be started. */
export interface Towards {
  /** Names, or ARNs, of rules of the bus. */
  readonly rules?: readonly string[];
  /** `<tenant>/<id>`. */
  readonly subscriptions?: readonly string[];
  /** ARN of a queue of this stage that a temporary rule sends to; `shadow`: the stage's own shadow queue. */
  readonly queue?: string;
}

export interface PlanCommand extends Towards {
  readonly action: 'plan';
  /** RFC 3339. */
  readonly from: string;
  readonly to: string;
  /** Left out: the archive of the stage. */
  readonly archive?: string;
  /** Replays at once; left out: as many as the quota leaves. */
  readonly windows?: number;
}

export interface OneCommand {
  readonly action: 'one';
  /** `detail.id` of the event. */
  readonly eventId: string;
  readonly rule: string;
}

export interface StartCommand {
  readonly action: 'start';
  readonly planId: string;
  /** Rules that are unsafe to repeat and shall get the events all the same. */
  readonly acceptUnsafe?: readonly string[];
  readonly reason?: string;
}

/** A run of a plan, or a single replay of EventBridge's. */
export type WhichReplay = { readonly planId: string } | { readonly replayName: string };

/** What operators ask of the function `replay`. */
export type ReplayCommand =
  | PlanCommand
  | OneCommand
  | StartCommand
  | (WhichReplay & { readonly action: 'status' })
  | (WhichReplay & { readonly action: 'cancel' })
  | { readonly action: 'list' };

const NO_PLAN =
  'Nothing moves without a plan. Ask for one first, {"action":"plan","from":…,"to":…,"rules":[…]}, read it, and start it by its planId.';

/** @throws InvalidInputError */
export function readReplayCommand(value: unknown): ReplayCommand {
  if (isObject(value) && value.action === 'start' && value.planId === undefined) {
    throw new InvalidInputError(NO_PLAN, [{ pointer: '/planId', detail: 'is required' }]);
  }
  return readRequest('replay-command', value);
}
