import type {
  EncryptionConfiguration,
  LoggingConfiguration,
  StateMachineType,
  TracingConfiguration,
} from '@aws-sdk/client-sfn';
import { type Place, placeKey } from '../../../core/arn.ts';
import type { Instant } from '../../../core/clock.ts';
import { machineArn } from '../arns.ts';

/** What a state machine is made of at one time; never changed once made, so that an execution can keep to it. */
export interface Revision {
  readonly id: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly logging: LoggingConfiguration;
  readonly tracing: TracingConfiguration;
  readonly encryption: EncryptionConfiguration;
  readonly created: Instant;
}

export interface Machine extends Place {
  readonly name: string;
  readonly type: StateMachineType;
  readonly created: Instant;
  /** The id of the revision that executions start with. */
  readonly revision: string;
  /** True until the first update: AWS gives such a machine no revision id. */
  readonly initial: boolean;
  readonly nextVersion: number;
  readonly tags: Readonly<Record<string, string>>;
  /** Set while executions of a deleted machine are still running. */
  readonly deleting: boolean;
}

export interface Version {
  readonly number: number;
  readonly revision: string;
  readonly description: string | undefined;
  readonly created: Instant;
}

export interface Route {
  readonly version: number;
  /** Per cent; the weights of an alias add up to 100. */
  readonly weight: number;
}

export interface Alias {
  readonly name: string;
  readonly description: string | undefined;
  readonly routes: readonly Route[];
  readonly created: Instant;
  readonly updated: Instant;
}

export const machineKey = (place: Place, name: string): string => placeKey(place, name);
/** Padded, so that versions sort by number. */
export const versionKey = (place: Place, name: string, version: number): string =>
  placeKey(place, name, String(version).padStart(9, '0'));
export const aliasKey = (place: Place, name: string, alias: string): string => placeKey(place, name, alias);

export const arnOfMachine = (machine: Machine): string => machineArn(machine, machine.name);
