import type { StatesState } from '../state.ts';
import { aliasesOf } from './aliases.ts';
import { aliasKey, arnOfMachine, type Machine, machineKey, versionKey } from './machine.ts';
import { versionsOf } from './publish.ts';

/** Takes a machine away with its versions and aliases. Its ended executions are kept as long as others. */
function remove(state: StatesState, machine: Machine): void {
  state.deps.store.atomic(() => {
    for (const alias of aliasesOf(state, machine, machine.name))
      state.aliases.delete(aliasKey(machine, machine.name, alias.name));
    for (const { number } of versionsOf(state, machine))
      state.versions.delete(versionKey(machine, machine.name, number));
    state.machines.delete(machineKey(machine, machine.name));
  });
}

/** At once where nothing of it runs, else when the last execution has ended. */
export function deleteMachine(state: StatesState, machine: Machine): void {
  if (state.executions.hasRunning(arnOfMachine(machine)))
    state.machines.put(machineKey(machine, machine.name), { ...machine, deleting: true });
  else remove(state, machine);
}

/** An execution has ended: was it the last one that a deleted machine waited for? */
export function finishDeleting(state: StatesState, accountId: string, region: string, name: string): void {
  const machine = state.machines.get(machineKey({ accountId, region }, name));
  if (machine?.deleting) deleteMachine(state, machine);
}
