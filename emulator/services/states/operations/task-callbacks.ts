import type {
  SendTaskFailureCommandInput,
  SendTaskFailureCommandOutput,
  SendTaskHeartbeatCommandInput,
  SendTaskHeartbeatCommandOutput,
  SendTaskSuccessCommandInput,
  SendTaskSuccessCommandOutput,
} from '@aws-sdk/client-sfn';
import { AwsError } from '../../../core/aws-error.ts';
import type { Live } from '../engine/live.ts';
import { readToken } from '../engine/tokens.ts';
import type { StatesOperation } from '../operation.ts';
import type { StatesState } from '../state.ts';

/**
 * The task a token stands for.
 * @throws AwsError `InvalidToken`, `TaskDoesNotExist`, and `TaskTimedOut` where the task is over
 */
function taskOf(state: StatesState, text: string): { readonly live: Live; readonly task: number } {
  const { execution: id, task, proves } = readToken(text);
  const execution = state.engine.live(id)?.execution ?? state.executions.byId(id);
  if (!execution || !proves(execution.seed))
    throw new AwsError('TaskDoesNotExist', "Task Does Not Exist: 'Provided task does not exist'");
  const live = state.engine.live(id);
  if (!live?.tasks.has(task))
    throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  return { live, task };
}

/** @throws AwsError `InvalidOutput` where the text is no JSON */
function checkOutput(output: string): void {
  try {
    JSON.parse(output);
  } catch {
    throw new AwsError('InvalidOutput', `Invalid Output: '${output}'`);
  }
}

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html */
export const sendTaskSuccess: StatesOperation<SendTaskSuccessCommandInput, SendTaskSuccessCommandOutput> = {
  handle(state, { taskToken = '', output = '' }) {
    const { live, task } = taskOf(state, taskToken);
    checkOutput(output);
    state.engine.deliver(live, { kind: 'taskSucceeded', task, output });
    return {};
  },
};

export const sendTaskFailure: StatesOperation<SendTaskFailureCommandInput, SendTaskFailureCommandOutput> = {
  handle(state, { taskToken = '', error, cause }) {
    const { live, task } = taskOf(state, taskToken);
    const failure = {
      ...(error === undefined ? {} : { Error: error }),
      ...(cause === undefined ? {} : { Cause: cause }),
    };
    state.engine.deliver(live, { kind: 'taskFailed', task, failure });
    return {};
  },
};

export const sendTaskHeartbeat: StatesOperation<SendTaskHeartbeatCommandInput, SendTaskHeartbeatCommandOutput> = {
  handle(state, { taskToken = '' }) {
    const { live, task } = taskOf(state, taskToken);
    state.engine.deliver(live, { kind: 'taskHeartbeat', task });
    return {};
  },
};
