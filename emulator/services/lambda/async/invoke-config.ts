import type { Instant } from '../../../core/clock.ts';
import { functionKey, type LambdaFunction } from '../function.ts';
import type { LambdaState } from '../state.ts';

/** How asynchronous invocations of a function, a version or an alias are treated. */
export interface InvokeConfig {
  readonly modified: Instant;
  readonly maximumRetryAttempts: number | undefined;
  readonly maximumEventAgeSeconds: number | undefined;
  readonly onSuccess: string | undefined;
  readonly onFailure: string | undefined;
}

/** `$LATEST` and no qualifier are the same thing here. */
export const invokeConfigKey = (fn: LambdaFunction, qualifier: string): string =>
  functionKey(fn, `${fn.name}/${qualifier === '' ? '$LATEST' : qualifier}`);

const NONE: InvokeConfig = {
  modified: 0,
  maximumRetryAttempts: undefined,
  maximumEventAgeSeconds: undefined,
  onSuccess: undefined,
  onFailure: undefined,
};

/** Two retries and six hours, unless configured otherwise. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html */
export function invokeConfigOf({ invokeConfigs }: LambdaState, fn: LambdaFunction, qualifier: string) {
  const { maximumRetryAttempts, maximumEventAgeSeconds, onSuccess, onFailure } =
    invokeConfigs.get(invokeConfigKey(fn, qualifier)) ?? NONE;
  return { retries: maximumRetryAttempts ?? 2, ageSeconds: maximumEventAgeSeconds ?? 21_600, onSuccess, onFailure };
}
