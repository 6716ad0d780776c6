import type {
  DescribeStateMachineForExecutionCommandInput,
  DescribeStateMachineForExecutionCommandOutput,
} from '@aws-sdk/client-sfn';
import { revisionOf } from '../machines/find.ts';
import type { StatesOperation } from '../operation.ts';
import { executionOf } from './describe-execution.ts';

/** The machine as it was when the execution started. */
export const describeStateMachineForExecution: StatesOperation<
  DescribeStateMachineForExecutionCommandInput,
  DescribeStateMachineForExecutionCommandOutput
> = {
  resource: ({ executionArn = '' }) => executionArn,
  handle(state, { executionArn = '', includedData }) {
    const execution = executionOf(state, executionArn);
    const revision = revisionOf(state, execution.revision);
    const { child } = execution;
    const label = child?.mapRunArn.split(':')[6]?.split('/')[1];
    return {
      stateMachineArn: execution.machineArn,
      name: execution.machineName,
      definition: includedData === 'METADATA_ONLY' ? '{}' : revision.definition,
      roleArn: revision.roleArn,
      updateDate: new Date(revision.created),
      loggingConfiguration: revision.logging,
      tracingConfiguration: revision.tracing,
      encryptionConfiguration: revision.encryption,
      ...(child ? { mapRunArn: child.mapRunArn } : {}),
      ...(label === undefined ? {} : { label }),
      revisionId: revision.id,
    };
  },
};
