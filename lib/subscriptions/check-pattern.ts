import { InvalidInputError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { type Confinement, confinePattern, LONGEST_PATTERN, patternViolations } from './confine-pattern.ts';
import type { Rules } from './subscription.ts';

const POINTER = '/pattern';

/**
 * The pattern of the rule for what an integrator wrote.
 * @throws InvalidInputError with AWS's own words where AWS refuses it
 */
export async function checkPattern(
  pattern: JsonObject,
  confinement: Confinement,
  rules: Pick<Rules, 'faultOf'>,
): Promise<string> {
  const violations = patternViolations(pattern, POINTER);
  if (violations.length > 0) throw new InvalidInputError('The pattern reaches beyond your events.', violations);
  const confined = confinePattern(pattern, confinement);
  if (confined.length > LONGEST_PATTERN) {
    const room = LONGEST_PATTERN - (confined.length - JSON.stringify(pattern).length);
    throw new InvalidInputError('The pattern is too long.', [
      { pointer: POINTER, detail: `has room for ${room} characters` },
    ]);
  }
  // First as it was written, so that AWS's message speaks of what the integrator knows.
  const fault = (await rules.faultOf(JSON.stringify(pattern))) ?? (await rules.faultOf(confined));
  if (fault !== undefined)
    throw new InvalidInputError('AWS refuses the pattern.', [{ pointer: POINTER, detail: fault }]);
  return confined;
}
