import type { ListStateMachinesCommandInput, ListStateMachinesCommandOutput } from '@aws-sdk/client-sfn';
import { placeKey } from '../../../core/arn.ts';
import { arnOfMachine } from '../machines/machine.ts';
import type { StatesOperation } from '../operation.ts';
import { pageOf } from '../page.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachines.html */
export const listStateMachines: StatesOperation<ListStateMachinesCommandInput, ListStateMachinesCommandOutput> = {
  handle(state, { maxResults, nextToken }, context) {
    const all = state.machines.values(placeKey(context, ''));
    const { page, next } = pageOf(all, 'machines', maxResults, nextToken);
    const stateMachines = page.map((machine) => ({
      stateMachineArn: arnOfMachine(machine),
      name: machine.name,
      type: machine.type,
      creationDate: new Date(machine.created),
    }));
    return { stateMachines, ...next };
  },
};
