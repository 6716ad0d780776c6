import type { InspectionData, InspectionErrorDetails, TestExecutionStatus } from '@aws-sdk/client-sfn';
import { chooseCatcher, chooseRetrier, type State, type Trace } from '../../../asl/index.ts';
import { chanceOf } from '../engine/chance.ts';
import type { Test } from './run-test.ts';

/** Which steps are told of, by type of state. [recorded] */
const STEPS: Readonly<Record<State['type'], readonly (keyof Trace)[]>> = {
  Pass: ['afterInputPath', 'afterParameters', 'afterArguments', 'afterResultSelector', 'afterResultPath'],
  Task: ['afterInputPath', 'afterParameters', 'afterArguments', 'afterResultSelector', 'afterResultPath'],
  Choice: ['afterInputPath'],
  Wait: ['afterInputPath'],
  Succeed: ['afterInputPath'],
  Fail: ['afterInputPath'],
  Parallel: ['afterArguments', 'afterResultSelector', 'afterResultPath'],
  Map: ['afterInputPath', 'afterItemsPath', 'afterResultSelector', 'afterResultPath'],
};

/** Which retrier or catcher the failure met. */
function errorDetails(
  { state, request }: Test,
  error: string,
  status: TestExecutionStatus,
): InspectionErrorDetails | undefined {
  if (!('retry' in state)) return undefined;
  const retried = request.stateConfiguration?.retrierRetryCount ?? 0;
  const counts = state.retry.map(() => retried);
  const retry = chooseRetrier(state.retry, error, counts, chanceOf('', 0));
  const catchIndex = status === 'CAUGHT_ERROR' ? chooseCatcher(state.catch, error) : -1;
  const details = {
    ...(retry && status !== 'CAUGHT_ERROR' ? { retryIndex: retry.index } : {}),
    ...(retry?.delaySeconds !== undefined && status === 'RETRIABLE'
      ? { retryBackoffIntervalSeconds: Math.round(retry.delaySeconds) }
      : {}),
    ...(catchIndex >= 0 ? { catchIndex } : {}),
  };
  return Object.keys(details).length > 0 ? details : undefined;
}

const text = (value: unknown): string => JSON.stringify(value);

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_InspectionData.html */
export function inspectionOf(test: Test, status: TestExecutionStatus): InspectionData {
  const { state, request, tested, map } = test;
  const { trace, failure, result } = tested;
  const replaced = state.type === 'Pass' && state.result !== undefined;
  const steps = STEPS[state.type].filter(
    (step) => trace[step] !== undefined && !(replaced && (step === 'afterInputPath' || step === 'afterParameters')),
  );
  const details = failure && status !== 'SUCCEEDED' ? errorDetails(test, failure.error ?? '', status) : undefined;
  const { afterItemSelector, afterItemBatcher, ...numbers } = map;
  const shownResult = state.type === 'Task' ? result : replaced ? text(state.result) : undefined;
  return {
    input: request.input ?? '{}',
    ...Object.fromEntries(steps.map((step) => [step, text(trace[step])])),
    ...(afterItemSelector === undefined ? {} : { afterItemSelector: text(afterItemSelector) }),
    ...(afterItemBatcher === undefined ? {} : { afterItemBatcher: text(afterItemBatcher) }),
    ...numbers,
    ...(shownResult === undefined ? {} : { result: shownResult }),
    ...(request.variables === undefined ? {} : { variables: request.variables }),
    ...test.http.exchange,
    ...(details ? { errorDetails: details } : {}),
  };
}
