import type { Place } from '../../core/arn.ts';
import { isAwsError } from '../../core/aws-error.ts';
import type { RunResult } from './runtime/pool.ts';
import type { LambdaState } from './state.ts';

/** Three digits that count: so exact are the durations of many calls kept. */
const rounded = (milliseconds: number): number => Number(milliseconds.toPrecision(3));

/**
 * Counts one run of a function, by its name and over all functions.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export async function counted(
  { deps }: Pick<LambdaState, 'deps'>,
  { accountId, region, name: FunctionName }: Place & { readonly name: string },
  run: Promise<RunResult>,
): Promise<RunResult> {
  const started = deps.clock.now();
  const count = (name: string, value: number, unit = 'Count'): void => {
    for (const dimensions of [{ FunctionName }, {}])
      deps.metrics.count({ accountId, region, namespace: 'AWS/Lambda', name, dimensions, value, unit });
  };
  try {
    const result = await run;
    count('Invocations', 1);
    count('Errors', result.functionError === undefined ? 0 : 1);
    count('Throttles', 0);
    count('Duration', rounded(deps.clock.now() - started), 'Milliseconds');
    return result;
  } catch (error) {
    if (isAwsError(error, 'TooManyRequestsException')) count('Throttles', 1);
    throw error;
  }
}
