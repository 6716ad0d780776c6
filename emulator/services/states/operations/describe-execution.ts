import type { DescribeExecutionCommandInput, DescribeExecutionCommandOutput } from '@aws-sdk/client-sfn';
import { arnOf } from '../arns.ts';
import { type Execution, executionDoesNotExist } from '../executions/execution.ts';
import { redrivability } from '../executions/redrivable.ts';
import type { StatesOperation } from '../operation.ts';
import type { StatesState } from '../state.ts';

/** @throws AwsError `InvalidArn`, `ExecutionDoesNotExist` */
export function executionOf({ executions }: StatesState, arn: string): Execution {
  arnOf(arn, 'execution', 'express');
  const execution = executions.byArn(arn);
  if (!execution) throw executionDoesNotExist(arn);
  return execution;
}

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html */
export const describeExecution: StatesOperation<DescribeExecutionCommandInput, DescribeExecutionCommandOutput> = {
  resource: ({ executionArn = '' }) => executionArn,
  handle(state, { executionArn = '', includedData }, { now }) {
    const execution = executionOf(state, executionArn);
    const { output, error, cause, stopped, versionArn, aliasArn, traceHeader, child, redriven } = execution;
    const included = includedData !== 'METADATA_ONLY';
    const redrive = redrivability(execution, state.histories.lastEventId(execution.id), now);
    return {
      executionArn,
      stateMachineArn: execution.machineArn,
      name: execution.name,
      status: execution.status,
      startDate: new Date(execution.started),
      ...(stopped === undefined ? {} : { stopDate: new Date(stopped) }),
      ...(included ? { input: execution.input } : {}),
      inputDetails: { included },
      ...(output === undefined ? {} : { ...(included ? { output } : {}), outputDetails: { included } }),
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
      ...(traceHeader === undefined ? {} : { traceHeader }),
      ...(child === undefined ? {} : { mapRunArn: child.mapRunArn }),
      ...(versionArn === undefined ? {} : { stateMachineVersionArn: versionArn }),
      ...(aliasArn === undefined ? {} : { stateMachineAliasArn: aliasArn }),
      redriveCount: execution.redriveCount,
      ...(redriven === undefined ? {} : { redriveDate: new Date(redriven) }),
      redriveStatus: redrive.status,
      ...(redrive.reason === undefined ? {} : { redriveStatusReason: redrive.reason }),
    };
  },
};
