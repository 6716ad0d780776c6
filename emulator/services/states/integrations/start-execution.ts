import { isJsonObject, type Json, type JsonObject } from '../../../asl/index.ts';
import { uuidOf } from '../engine/chance.ts';
import type { Execution } from '../executions/execution.ts';
import { type ErrorNames, optimisedError, reported } from './api-errors.ts';
import { toJson } from './api-values.ts';
import { type Integration, type TaskCall, TaskError } from './integration.ts';
import { asText, callOptimised, given, type OptimisedApi, parametersOf, withMetadata } from './optimised.ts';

const NAMES: ErrorNames = {
  prefix: 'StepFunctions',
  generic: 'AWSStepFunctionsException',
  service: 'AWSStepFunctions',
};
const API: OptimisedApi = { service: 'states', names: NAMES, contentType: 'application/x-amz-json-1.0' };

/**
 * A child without a name of its own gets one that follows from the task: done again after a crash, the
 * task starts no second child.
 */
async function begin(call: TaskCall): Promise<JsonObject> {
  const { seed, request } = call;
  const { Input: input, ...parameters } = given(parametersOf(call));
  return callOptimised(call, API, 'StartExecution', {
    Name: uuidOf(seed, 'child', request.task),
    ...parameters,
    ...(input === undefined ? {} : { Input: asText(input) }),
  });
}

export const startExecution: Integration = async (call) => withMetadata(call, API, await begin(call));

/** @param resolved how the child's input and output are given: as texts, or as what they say */
function outcomeOf(described: JsonObject, resolved: boolean): JsonObject {
  const read = (value: Json | undefined): Json | undefined =>
    resolved && typeof value === 'string' ? (JSON.parse(value) as Json) : value;
  const [input, output] = [read(described.Input), read(described.Output)];
  return {
    ...described,
    ...(input === undefined ? {} : { Input: input }),
    ...(output === undefined ? {} : { Output: output }),
  };
}

const ended = (call: TaskCall, execution: Execution): Promise<Execution> =>
  new Promise((resolve) => {
    const cancel = call.state.engine.whenDone(execution, resolve);
    call.signal.addEventListener('abort', cancel, { once: true });
  });

/**
 * Starts a child execution and waits for its end. Where the task is no longer wanted the child is stopped.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
 */
const startAndWait =
  (resolved: boolean): Integration =>
  async (call) => {
    const { state, submitted } = call;
    const handed =
      submitted === undefined ? withMetadata(call, API, await begin(call)) : (JSON.parse(submitted) as Json);
    if (submitted === undefined) call.submit(handed);
    const arn = isJsonObject(handed) && typeof handed.ExecutionArn === 'string' ? handed.ExecutionArn : '';
    const child = state.executions.byArn(arn);
    if (!child) throw new TaskError('States.TaskFailed', `The execution ${arn} does not exist.`);
    call.signal.addEventListener('abort', () => {
      call.api('states', 'StopExecution', { executionArn: arn }).catch((error: unknown) => {
        state.deps.log.info('a child execution could not be stopped', { arn, error: String(error) });
      });
    });
    await ended(call, child);
    const model = state.modelOf('states');
    const described = await reported(
      () => call.api('states', 'DescribeExecution', { executionArn: arn }),
      (error) => optimisedError(NAMES, model, 'DescribeExecution', error, state.deps.ids),
    );
    const answer = toJson(model, model.operations.DescribeExecution?.output, described, 'milliseconds');
    const outcome = outcomeOf(isJsonObject(answer) ? answer : {}, resolved);
    if (outcome.Status !== 'SUCCEEDED') throw new TaskError('States.TaskFailed', JSON.stringify(outcome));
    return outcome;
  };

export const startExecutionSync = startAndWait(false);
export const startExecutionSync2 = startAndWait(true);
