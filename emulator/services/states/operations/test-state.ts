import type { TestExecutionStatus, TestStateCommandInput, TestStateCommandOutput } from '@aws-sdk/client-sfn';
import type { Json } from '../../../asl/index.ts';
import { AwsError } from '../../../core/aws-error.ts';
import { passRole } from '../../../core/needed-permission.ts';
import { PRINCIPAL } from '../machines/role.ts';
import type { StatesOperation } from '../operation.ts';
import { objectOf, testContext } from '../test-state/context.ts';
import { inspectionOf } from '../test-state/inspection.ts';
import { mockedResult } from '../test-state/mock.ts';
import { stateRun } from '../test-state/run-state.ts';
import { runTest, type Test } from '../test-state/run-test.ts';
import { testableState } from '../test-state/testable.ts';

type Output = Omit<TestStateCommandOutput, '$metadata'>;

/** @throws AwsError `InvalidExecutionInput` */
function inputOf({ input = '{}' }: TestStateCommandInput): Json {
  try {
    return JSON.parse(input) as Json;
  } catch {
    throw new AwsError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${input}'`);
  }
}

function statusOf({ tested }: Test): TestExecutionStatus {
  const { end, failure, frame } = tested;
  if (!end && frame?.waiting?.kind === 'retry') return 'RETRIABLE';
  if (end?.status !== 'SUCCEEDED') return 'FAILED';
  return failure ? 'CAUGHT_ERROR' : 'SUCCEEDED';
}

function answerOf(test: Test): Output {
  const { tested, request } = test;
  const { output, failure, next } = tested;
  const status = statusOf(test);
  const told = status === 'SUCCEEDED' ? undefined : failure;
  const { inspectionLevel = 'INFO' } = request;
  return {
    status,
    ...(status === 'FAILED' || status === 'RETRIABLE' || output === undefined ? {} : { output }),
    ...(told?.error === undefined ? {} : { error: told.error }),
    ...(told?.cause === undefined ? {} : { cause: told.cause }),
    ...(next === undefined ? {} : { nextState: next }),
    ...(inspectionLevel === 'INFO' ? {} : { inspectionData: inspectionOf(test, status) }),
  };
}

/**
 * Runs one state, with its task mocked or done for real.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
 */
export const testState: StatesOperation<TestStateCommandInput, TestStateCommandOutput> = {
  // The role matters only where the task is done for real.
  permissions: ({ roleArn, mock, definition = '', revealSecrets }) => [
    { action: 'states:TestState', resource: '*' },
    ...(revealSecrets ? [{ action: 'states:RevealSecrets', resource: '*' }] : []),
    ...(mock || !/"Type"\s*:\s*"Task"/.test(definition) ? [] : passRole(roleArn, PRINCIPAL)),
  ],
  async handle(service, request, context): Promise<Output> {
    const state = testableState(request);
    const input = inputOf(request);
    const contextObject = testContext(service, request, state, input, context);
    const variables = request.variables === undefined ? {} : objectOf(request.variables, 'variables');
    if (request.mock?.result !== undefined) mockedResult(service, state, request.mock);
    const tested = stateRun(service, state, input, contextObject, variables, context);
    const test: Test = { service, request, context, state, tested, map: {}, http: {} };
    await runTest(test);
    return answerOf(test);
  },
};
