import { unreservedConcurrency } from './concurrency.ts';
import { type FunctionName, type FunctionVersion, functionKey, type LambdaFunction } from './function.ts';
import { counted } from './function-metrics.ts';
import type { RunResult } from './runtime/pool.ts';
import type { LambdaState } from './state.ts';

/** What one invocation brings to the function. */
export interface Call {
  readonly requestId: string;
  /** JSON. */
  readonly payload: Uint8Array;
  /** As the caller named the version; '' for none. */
  readonly qualifier: string;
  /** JSON. */
  readonly clientContext?: string | undefined;
}

/** An alias may send a share of its calls to another version. */
export function chooseVersion(
  { deps }: LambdaState,
  fn: LambdaFunction,
  { qualifier }: FunctionName,
  version: FunctionVersion,
): FunctionVersion {
  const [other] = Object.entries(fn.aliases[qualifier]?.weights ?? {});
  if (!other || deps.ids.random() >= other[1]) return version;
  return fn.versions.find((each) => each.version === other[0]) ?? version;
}

/** Runs a version once. @throws AwsError `TooManyRequestsException`, `InvalidRuntimeException` */
export const runVersion = (
  state: LambdaState,
  fn: LambdaFunction,
  version: FunctionVersion,
  { requestId, payload, qualifier, clientContext }: Call,
): Promise<RunResult> => {
  const run = state.pool.run(version, {
    requestId,
    payload: Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8'),
    qualifier,
    clientContext,
    concurrency: {
      key: functionKey(fn, fn.name),
      reserved: fn.reservedConcurrency,
      unreserved: () => unreservedConcurrency(state, fn),
    },
  });
  return counted(state, fn, run);
};
