import { isAwsError } from '../../../core/aws-error.ts';
import { type FunctionVersion, functionKey, servingVersion, versionOf } from '../function.ts';
import { chooseVersion, runVersion } from '../invocation.ts';
import type { LambdaState } from '../state.ts';
import type { Mapping } from './mapping.ts';

/** How the call with a batch went. */
export type BatchOutcome =
  | { readonly kind: 'done'; readonly answer: unknown }
  | { readonly kind: 'failed'; readonly requestId: string; readonly version: FunctionVersion }
  /** The function did not run: it is throttled, not ready, or gone. */
  | { readonly kind: 'refused'; readonly problem: string };

/** The version behind a mapping now. @throws AwsError `ResourceNotFoundException`, `ResourceConflictException` */
export function mappedVersion(state: LambdaState, mapping: Mapping) {
  const fn = state.functions.get(functionKey(mapping, mapping.functionName));
  if (!fn) return undefined;
  const named = { ...fn, qualifier: mapping.qualifier };
  const version = servingVersion(fn, chooseVersion(state, fn, named, versionOf(fn, named)), state.deps.clock.now());
  return { fn, version };
}

/** Calls the function of a mapping with records. It needs no permission: the mapping is the function's own. */
export async function runBatch(
  state: LambdaState,
  mapping: Mapping,
  records: readonly object[],
): Promise<BatchOutcome> {
  const requestId = state.deps.ids.uuid();
  try {
    const found = mappedVersion(state, mapping);
    if (!found) return { kind: 'refused', problem: 'PROBLEM: Function not found' };
    const payload = Buffer.from(JSON.stringify({ Records: records }));
    const call = { requestId, payload, qualifier: mapping.qualifier };
    const result = await runVersion(state, found.fn, found.version, call);
    if (result.functionError !== undefined) return { kind: 'failed', requestId, version: found.version };
    return { kind: 'done', answer: JSON.parse(result.payload) as unknown };
  } catch (error) {
    if (!isAwsError(error)) throw error;
    return { kind: 'refused', problem: `PROBLEM: Function call failed: ${error.code}` };
  }
}
