import type { DeleteStateMachineCommandInput, DeleteStateMachineCommandOutput } from '@aws-sdk/client-sfn';
import { arnOf } from '../arns.ts';
import { deleteMachine } from '../machines/delete.ts';
import { machineKey } from '../machines/machine.ts';
import type { StatesOperation } from '../operation.ts';

/**
 * A machine with running executions stays, as DELETING, until they are over. One that is not there is no
 * error.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachine.html
 */
export const deleteStateMachine: StatesOperation<DeleteStateMachineCommandInput, DeleteStateMachineCommandOutput> = {
  resource: ({ stateMachineArn = '' }) => stateMachineArn,
  handle(state, { stateMachineArn = '' }) {
    const { place, name } = arnOf(stateMachineArn, 'machine');
    const machine = state.machines.get(machineKey(place, name));
    if (machine) deleteMachine(state, machine);
    return {};
  },
};
