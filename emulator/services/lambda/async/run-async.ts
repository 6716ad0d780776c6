import { isAwsError } from '../../../core/aws-error.ts';
import type { Instant } from '../../../core/clock.ts';
import { type FunctionVersion, functionArn, type LambdaFunction, servingVersion, versionOf } from '../function.ts';
import { chooseVersion, runVersion } from '../invocation.ts';
import type { RunResult } from '../runtime/pool.ts';
import type { LambdaState } from '../state.ts';
import { deadLetter } from './dead-letter.ts';
import { deliver } from './destinations.ts';
import { invokeConfigOf } from './invoke-config.ts';
import type { AsyncInvocation, Verdict } from './queue.ts';

type Condition = 'Success' | 'RetriesExhausted' | 'EventAgeExceeded' | 'ZeroReservedConcurrency';

/** The end of an attempt: what the function answered, or undefined where it did not come to run. */
interface Attempt {
  readonly version: FunctionVersion;
  readonly result: RunResult;
}

const MINUTE = 60_000;
const DONE: Verdict = { kind: 'done' };

/** After a failure one minute, then two. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const afterFailure = (attempts: number): number => (attempts === 0 ? MINUTE : 2 * MINUTE);

/** Throttles and faults of the service are retried from one second on up to five minutes apart, until the event is too old. */
const afterThrottle = (age: number): number => Math.min(5 * MINUTE, Math.max(1000, age));

function recordOf(
  fn: LambdaFunction,
  invocation: AsyncInvocation,
  condition: Condition,
  count: number,
  attempt: Attempt | undefined,
  now: Instant,
): object {
  return {
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    requestContext: {
      requestId: invocation.requestId,
      functionArn: functionArn(fn, fn.name, invocation.qualifier === '' ? '$LATEST' : invocation.qualifier),
      condition,
      approximateInvokeCount: count,
    },
    requestPayload: JSON.parse(Buffer.from(invocation.payload).toString('utf8')) as unknown,
    ...(attempt
      ? {
          responseContext: {
            statusCode: 200,
            executedVersion: attempt.version.version,
            ...(attempt.result.functionError === undefined ? {} : { functionError: attempt.result.functionError }),
          },
          responsePayload: JSON.parse(attempt.result.payload) as unknown,
        }
      : {}),
  };
}

/** One attempt at an asynchronous invocation, and what follows from it. */
export async function runAsync(state: LambdaState, invocation: AsyncInvocation): Promise<Verdict> {
  const { clock } = state.deps;
  const fn = state.functions.get(invocation.key);
  if (!fn) return DONE;
  const config = invokeConfigOf(state, fn, invocation.qualifier);
  const deadline = invocation.accepted + config.ageSeconds * 1000;

  const finish = async (condition: Condition, count: number, attempt?: Attempt): Promise<Verdict> => {
    const record = recordOf(fn, invocation, condition, count, attempt, clock.now());
    const version = attempt?.version ?? fn.latest;
    const target = condition === 'Success' ? config.onSuccess : config.onFailure;
    if (target !== undefined) await deliver(state, version, target, record, condition === 'Success');
    if (condition !== 'Success') await deadLetter(state, version, invocation, attempt?.result);
    return DONE;
  };
  const retry = (delay: number, counts: boolean): Verdict | undefined =>
    clock.now() + delay > deadline ? undefined : { kind: 'retry', at: clock.now() + delay, counts };

  if (fn.reservedConcurrency === 0) return finish('ZeroReservedConcurrency', invocation.attempts);
  if (clock.now() > deadline) return finish('EventAgeExceeded', invocation.attempts);
  let attempt: Attempt;
  try {
    const named = { ...fn, qualifier: invocation.qualifier };
    const version = servingVersion(fn, chooseVersion(state, fn, named, versionOf(fn, named)), clock.now());
    attempt = { version, result: await runVersion(state, fn, version, invocation) };
  } catch (error) {
    if (!isAwsError(error)) throw error;
    return (
      retry(afterThrottle(clock.now() - invocation.accepted), false) ?? finish('EventAgeExceeded', invocation.attempts)
    );
  }
  const count = invocation.attempts + 1;
  if (attempt.result.functionError === undefined) return finish('Success', count, attempt);
  if (invocation.attempts >= config.retries) return finish('RetriesExhausted', count, attempt);
  return retry(afterFailure(invocation.attempts), true) ?? finish('EventAgeExceeded', count, attempt);
}
