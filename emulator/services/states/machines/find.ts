import { AwsError } from '../../../core/aws-error.ts';
import { aliasArn, arnOf, versionArn } from '../arns.ts';
import type { StatesState } from '../state.ts';
import { type Alias, aliasKey, type Machine, machineKey, type Revision, type Version, versionKey } from './machine.ts';

export const machineDoesNotExist = (arn: string): AwsError =>
  new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);

export const resourceNotFound = (arn: string): AwsError =>
  new AwsError('ResourceNotFound', `Resource not found: '${arn}'`, { fields: { resourceName: arn } });

const deleting = (arn: string): AwsError =>
  new AwsError('StateMachineDeleting', `State Machine is being deleted: '${arn}'`);

/**
 * A state machine by its own, unqualified ARN.
 * @throws AwsError `InvalidArn`, `StateMachineDoesNotExist`
 */
export function machineOf({ machines }: StatesState, arn: string): Machine {
  const { place, name, label } = arnOf(arn, 'machine');
  const machine = label === undefined ? machines.get(machineKey(place, name)) : undefined;
  if (!machine) throw machineDoesNotExist(arn);
  return machine;
}

/** The same, for what may no longer be done once the machine is being deleted. @throws AwsError `StateMachineDeleting` */
export function livingMachineOf(state: StatesState, arn: string): Machine {
  const machine = machineOf(state, arn);
  if (machine.deleting) throw deleting(arn);
  return machine;
}

export function revisionOf({ revisions }: StatesState, id: string): Revision {
  const revision = revisions.get(id);
  if (!revision) throw new Error(`revision ${id} of a state machine is missing`);
  return revision;
}

/** @throws AwsError `InvalidArn`, `ResourceNotFound` */
export function versionOf(state: StatesState, arn: string): { readonly machine: Machine; readonly version: Version } {
  const { place, name, version: number } = arnOf(arn, 'version');
  const machine = state.machines.get(machineKey(place, name));
  const version = state.versions.get(versionKey(place, name, number));
  if (!machine || !version) throw resourceNotFound(arn);
  return { machine, version };
}

/** @throws AwsError `InvalidArn`, `ResourceNotFound` */
export function aliasOf(state: StatesState, arn: string): { readonly machine: Machine; readonly alias: Alias } {
  const { place, name, alias: aliasName } = arnOf(arn, 'alias');
  const machine = state.machines.get(machineKey(place, name));
  const alias = state.aliases.get(aliasKey(place, name, aliasName));
  if (!machine || !alias) throw resourceNotFound(arn);
  return { machine, alias };
}

/** What an execution is started with. */
export interface Target {
  readonly machine: Machine;
  readonly revision: Revision;
  readonly versionArn?: string;
  readonly aliasArn?: string;
}

/** Draws one of an alias's versions, each as often as its weight says. */
function route(state: StatesState, alias: Alias): number {
  let draw = state.deps.ids.random() * 100;
  for (const { version, weight } of alias.routes) {
    if (draw < weight) return version;
    draw -= weight;
  }
  return alias.routes.at(-1)?.version ?? 0;
}

/**
 * What an ARN of a state machine, a version or an alias starts.
 * @throws AwsError `InvalidArn`, `StateMachineDoesNotExist`, `StateMachineDeleting`
 */
export function targetOf(state: StatesState, arn: string): Target {
  const parsed = arnOf(arn, 'machine', 'version', 'alias');
  const { place, name } = parsed;
  const machine = state.machines.get(machineKey(place, name));
  if (!machine || (parsed.kind === 'machine' && parsed.label !== undefined)) throw machineDoesNotExist(arn);
  if (machine.deleting) throw deleting(arn);
  if (parsed.kind === 'machine') return { machine, revision: revisionOf(state, machine.revision) };
  const alias = parsed.kind === 'alias' ? state.aliases.get(aliasKey(place, name, parsed.alias)) : undefined;
  if (parsed.kind === 'alias' && !alias) throw machineDoesNotExist(arn);
  const number = parsed.kind === 'version' ? parsed.version : alias ? route(state, alias) : 0;
  const version = state.versions.get(versionKey(place, name, number));
  if (!version) throw machineDoesNotExist(arn);
  return {
    machine,
    revision: revisionOf(state, version.revision),
    versionArn: versionArn(place, name, number),
    ...(alias ? { aliasArn: aliasArn(place, name, alias.name) } : {}),
  };
}
