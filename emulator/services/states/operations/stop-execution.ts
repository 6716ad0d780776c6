import type { StopExecutionCommandInput, StopExecutionCommandOutput } from '@aws-sdk/client-sfn';
import { AwsError } from '../../../core/aws-error.ts';
import { parseStatesArn } from '../arns.ts';
import type { StatesOperation } from '../operation.ts';
import { executionOf } from './describe-execution.ts';

/**
 * Stopping what is over already changes nothing and is answered with the time it ended.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html
 */
export const stopExecution: StatesOperation<StopExecutionCommandInput, StopExecutionCommandOutput> = {
  resource: ({ executionArn = '' }) => executionArn,
  handle(state, { executionArn = '', error, cause }, { now }) {
    if (parseStatesArn(executionArn).kind === 'express') {
      throw new AwsError('ValidationException', 'This operation is not supported by this type of state machine');
    }
    const execution = executionOf(state, executionArn);
    const live = state.engine.live(execution.id);
    if (!live) return { stopDate: new Date(execution.stopped ?? now) };
    const failure = {
      ...(error === undefined ? {} : { Error: error }),
      ...(cause === undefined ? {} : { Cause: cause }),
    };
    state.engine.deliver(live, { kind: 'stop', failure });
    return { stopDate: new Date(now) };
  },
};
