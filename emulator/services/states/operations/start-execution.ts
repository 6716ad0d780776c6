import type { StartExecutionCommandInput, StartExecutionCommandOutput } from '@aws-sdk/client-sfn';
import { AwsError } from '../../../core/aws-error.ts';
import { executionArn } from '../arns.ts';
import { newExecution } from '../executions/new-execution.ts';
import { targetOf } from '../machines/find.ts';
import type { StatesOperation } from '../operation.ts';

/**
 * A STANDARD execution of the same name with the same input that still runs is answered again; any other
 * use of a name is refused for as long as the execution is remembered. EXPRESS names are free.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export const startExecution: StatesOperation<StartExecutionCommandInput, StartExecutionCommandOutput> = {
  resource: ({ stateMachineArn = '' }) => stateMachineArn.split(':').slice(0, 7).join(':'),
  handle(state, { stateMachineArn = '', name, input, traceHeader }, { now }) {
    const target = targetOf(state, stateMachineArn);
    const { machine, revision } = target;
    const standard = machine.type === 'STANDARD';
    const known =
      standard && name !== undefined ? state.executions.byArn(executionArn(machine, machine.name, name)) : undefined;
    if (known) {
      if (known.status === 'RUNNING' && known.input === (input ?? '{}'))
        return { executionArn: known.arn, startDate: new Date(known.started) };
      throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${known.arn}'`);
    }
    const execution = newExecution(state, target, { name, input, traceHeader }, now);
    state.engine.start(execution, revision, standard ? 'history' : 'start');
    return { executionArn: execution.arn, startDate: new Date(now) };
  },
};
