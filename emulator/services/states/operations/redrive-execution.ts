import type { RedriveExecutionCommandInput, RedriveExecutionCommandOutput } from '@aws-sdk/client-sfn';
import { AwsError } from '../../../core/aws-error.ts';
import { redrivability } from '../executions/redrivable.ts';
import type { StatesOperation } from '../operation.ts';
import { executionOf } from './describe-execution.ts';

/**
 * The same client token again is answered again for as long as the execution has not ended anew.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html
 */
export const redriveExecution: StatesOperation<RedriveExecutionCommandInput, RedriveExecutionCommandOutput> = {
  resource: ({ executionArn = '' }) => executionArn,
  handle(state, { executionArn = '', clientToken }, { now }) {
    const execution = executionOf(state, executionArn);
    const repeated = clientToken === undefined ? undefined : state.redriveTokens.get(executionArn);
    if (repeated?.clientToken === clientToken && repeated && now - repeated.at < 15 * 60_000)
      return { redriveDate: new Date(repeated.at) };
    const { status, reason } = redrivability(execution, state.histories.lastEventId(execution.id), now);
    if (status !== 'REDRIVABLE') {
      throw new AwsError('ExecutionNotRedrivable', reason ?? 'Execution is redrivable only by its map run');
    }
    if (!state.engine.redrive(execution)) {
      throw new AwsError('ExecutionNotRedrivable', "Execution's history was made by another version of the emulator");
    }
    if (clientToken !== undefined) state.redriveTokens.put(executionArn, { clientToken, at: now });
    return { redriveDate: new Date(now) };
  },
};
