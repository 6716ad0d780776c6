import { isObject } from '../json.ts';
import { count } from '../powertools.ts';

/**
 * Does a side effect that must not happen again when its event is replayed. Events that a replay brought bear
 * `replay-name`; for them the effect is left out, and counted as `SideEffectsSkipped`.
 * The consumer's rule declares it: `trestle:on-replay` = `skip`.
 * @param event as EventBridge delivered it
 */
export async function unlessReplayed(event: unknown, effect: () => void | Promise<void>): Promise<void> {
  if (isObject(event) && event['replay-name'] !== undefined) return count('SideEffectsSkipped');
  await effect();
}
