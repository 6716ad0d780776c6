import { placeKey } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Instant } from '../../../core/clock.ts';
import { versionArn } from '../arns.ts';
import type { StatesState } from '../state.ts';
import { type Machine, machineKey, type Version, versionKey } from './machine.ts';

const QUOTA = 1000;

/** All versions of a machine, oldest first. */
export const versionsOf = ({ versions }: StatesState, machine: Machine): Version[] =>
  versions.values(`${placeKey(machine, machine.name)}/`);

/**
 * Publishes the machine's present revision. Where the newest version already holds it, nothing new
 * is made; another description for it is a conflict.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_PublishStateMachineVersion.html
 * @throws AwsError `ConflictException`, `ServiceQuotaExceededException`
 */
export function publishVersion(
  state: StatesState,
  machine: Machine,
  description: string | undefined,
  now: Instant,
): { readonly arn: string; readonly version: Version } {
  const versions = versionsOf(state, machine);
  const newest = versions.at(-1);
  if (newest?.revision === machine.revision) {
    const arn = versionArn(machine, machine.name, newest.number);
    if (description !== undefined && description !== (newest.description ?? '')) {
      throw new AwsError(
        'ConflictException',
        `Failed to publish the State Machine version for revision ${machine.revision}. The current version description is different: ${arn}`,
      );
    }
    return { arn, version: newest };
  }
  if (versions.length >= QUOTA) {
    throw new AwsError(
      'ServiceQuotaExceededException',
      `The number of published versions has reached the limit of ${QUOTA}.`,
    );
  }
  const version: Version = { number: machine.nextVersion, revision: machine.revision, description, created: now };
  state.versions.put(versionKey(machine, machine.name, version.number), version);
  state.machines.put(machineKey(machine, machine.name), { ...machine, nextVersion: machine.nextVersion + 1 });
  return { arn: versionArn(machine, machine.name, version.number), version };
}
