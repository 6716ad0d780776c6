import type { StartSyncExecutionCommandInput, StartSyncExecutionCommandOutput } from '@aws-sdk/client-sfn';
import { AwsError } from '../../../core/aws-error.ts';
import type { Execution } from '../executions/execution.ts';
import { newExecution } from '../executions/new-execution.ts';
import { targetOf } from '../machines/find.ts';
import type { StatesOperation } from '../operation.ts';

type Output = Omit<StartSyncExecutionCommandOutput, '$metadata'>;

const MEMORY_MB = 64;
const BILLED_MS = 100;

const STATUS = { SUCCEEDED: 'SUCCEEDED', TIMED_OUT: 'TIMED_OUT' } as const;

function outcome(execution: Execution, withData: boolean): Output {
  const { arn, machineArn, name, started, stopped = started, input, output, error, cause, traceHeader } = execution;
  const status = execution.status in STATUS ? STATUS[execution.status as keyof typeof STATUS] : 'FAILED';
  const duration = Math.max(BILLED_MS, Math.ceil((stopped - started) / BILLED_MS) * BILLED_MS);
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    startDate: new Date(started),
    stopDate: new Date(stopped),
    status,
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    ...(withData ? { input, inputDetails: { included: true } } : { inputDetails: { included: false } }),
    ...(output === undefined ? {} : { outputDetails: { included: withData } }),
    ...(output === undefined || !withData ? {} : { output }),
    ...(traceHeader === undefined ? {} : { traceHeader }),
    billingDetails: { billedMemoryUsedInMB: MEMORY_MB, billedDurationInMilliseconds: duration },
  };
}

/**
 * Runs an EXPRESS execution to its end, however it ends. It does not outlive the request.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html
 */
export const startSyncExecution: StatesOperation<StartSyncExecutionCommandInput, StartSyncExecutionCommandOutput> = {
  resource: ({ stateMachineArn = '' }) => stateMachineArn.split(':').slice(0, 7).join(':'),
  async handle(state, { stateMachineArn = '', name, input, traceHeader, includedData }, { now }): Promise<Output> {
    const target = targetOf(state, stateMachineArn);
    if (target.machine.type !== 'EXPRESS') {
      throw new AwsError(
        'StateMachineTypeNotSupported',
        'This operation is not supported by this type of state machine',
      );
    }
    const execution = newExecution(state, target, { name, input, traceHeader }, now);
    const live = state.engine.start(execution, target.revision, 'nothing');
    const done =
      live.execution.status === 'RUNNING'
        ? await new Promise<Execution>((resolve) => state.engine.whenDone(execution, resolve))
        : live.execution;
    return outcome(done, includedData !== 'METADATA_ONLY');
  },
};
