import type { Violation } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';

/** AWS's default quota for a rule's pattern, in characters. */
export const LONGEST_PATTERN = 2048;

/** The stream that test events come from; no tenant can own a source of that name. */
export const TEST_STREAM = 'tests';
export const TEST_TYPE = 'subscription.tested';

/** Fields of the event that an integrator may speak of. Whose events they are is not among them. */
const ALLOWED: ReadonlySet<string> = new Set(['detail-type', 'detail']);

const isBranches = (value: Json | undefined): value is readonly JsonObject[] =>
  Array.isArray(value) &&
  value.length >= 2 &&
  value.every((branch) => typeof branch === 'object' && branch !== null && !Array.isArray(branch));

/**
 * What an integrator may not write. At the top, and in every branch of an `$or` at the top, only `detail-type` and
 * `detail` may stand: beside a `source` of ours, another one in a branch could take its place.
 * @param root JSON Pointer of the pattern
 */
export function patternViolations(pattern: JsonObject, root: string): readonly Violation[] {
  const entries = Object.entries(pattern);
  if (entries.length === 0)
    return [{ pointer: root, detail: 'must not be empty; {"detail-type":[{"prefix":""}]} matches all' }];
  return entries.flatMap(([field, value]): readonly Violation[] => {
    const pointer = `${root}/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (field === '$or') {
      if (!isBranches(value)) return [{ pointer, detail: 'must be a list of at least two patterns' }];
      return value.flatMap((branch, index) => patternViolations(branch, `${pointer}/${index}`));
    }
    if (ALLOWED.has(field)) return [];
    const detail =
      field === 'source'
        ? 'is set for you: only your own sources are ever matched'
        : 'may not be matched; only "detail-type" and "detail" may';
    return [{ pointer, detail }];
  });
}

export interface Confinement {
  readonly provider: string;
  readonly tenant: string;
  readonly subscription: string;
}

/**
 * The pattern of the rule: what the integrator wrote, of this tenant's sources only; or the subscription's own test
 * event. `source` stands beside the integrator's fields in the same object, so both must hold.
 * @param pattern without `patternViolations`
 */
export function confinePattern(pattern: JsonObject, { provider, tenant, subscription }: Confinement): string {
  return JSON.stringify({
    $or: [
      { ...pattern, source: [{ prefix: `partner/${provider}/${tenant}/` }] },
      {
        source: [`partner/${provider}/${tenant}/${TEST_STREAM}`],
        'detail-type': [TEST_TYPE],
        detail: { data: { subscription: [subscription] } },
      },
    ],
  });
}
