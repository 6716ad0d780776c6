import type { DescribeStateMachineCommandInput, DescribeStateMachineCommandOutput } from '@aws-sdk/client-sfn';
import { arnOf, machineArn } from '../arns.ts';
import { machineDoesNotExist, machineOf, revisionOf } from '../machines/find.ts';
import { machineKey, versionKey } from '../machines/machine.ts';
import type { StatesOperation } from '../operation.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html */
export const describeStateMachine: StatesOperation<
  DescribeStateMachineCommandInput,
  DescribeStateMachineCommandOutput
> = {
  resource: ({ stateMachineArn = '' }) => stateMachineArn,
  handle(state, { stateMachineArn = '', includedData }) {
    const arn = arnOf(stateMachineArn, 'machine', 'version');
    const { place, name } = arn;
    const machine =
      arn.kind === 'machine' ? machineOf(state, stateMachineArn) : state.machines.get(machineKey(place, name));
    const version = arn.kind === 'version' ? state.versions.get(versionKey(place, name, arn.version)) : undefined;
    if (!machine || (arn.kind === 'version' && !version)) throw machineDoesNotExist(stateMachineArn);
    const revision = revisionOf(state, version?.revision ?? machine.revision);
    return {
      stateMachineArn: version ? stateMachineArn : machineArn(place, name),
      name,
      status: machine.deleting ? 'DELETING' : 'ACTIVE',
      definition: includedData === 'METADATA_ONLY' ? '{}' : revision.definition,
      roleArn: revision.roleArn,
      type: machine.type,
      creationDate: new Date(version?.created ?? machine.created),
      loggingConfiguration: revision.logging,
      tracingConfiguration: revision.tracing,
      encryptionConfiguration: revision.encryption,
      ...(machine.initial && !version ? {} : { revisionId: revision.id }),
      ...(version?.description === undefined ? {} : { description: version.description }),
    };
  },
};
