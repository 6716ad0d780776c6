import type { ResourceStatus, StackStatus } from '@aws-sdk/client-cloudformation';
import { formatArn, type Place } from '../../core/arn.ts';
import type { Caller } from '../../core/caller.ts';
import type { Instant } from '../../core/clock.ts';
import type { JsonObject } from './template/json.ts';
import type { DeletionPolicy } from './template/template.ts';

export interface StackParameter {
  readonly key: string;
  readonly value: string;
  /** What the parameter store held when the stack was last changed, for a parameter that names an entry of it. */
  readonly resolved?: string;
  readonly noEcho: boolean;
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

/** What a stack shall be: all that a rollback brings back. */
export interface Definition {
  readonly templateId: string;
  readonly parameters: readonly StackParameter[];
  readonly tags: Readonly<Record<string, string>>;
  readonly capabilities: readonly string[];
  readonly notificationArns: readonly string[];
  readonly roleArn: string | undefined;
}

/** `apply` … `clean` make or change; the others undo or delete. The order is that of a run. */
export type Phase = 'apply' | 'clean' | 'roll-back-create' | 'roll-back-update' | 'clean-after-rollback' | 'delete';

/** What happens to a stack right now; it outlives the process. */
export interface StackOperation {
  readonly id: string;
  readonly kind: 'create' | 'update' | 'delete';
  readonly phase: Phase;
  readonly caller: Caller;
  readonly token: string | undefined;
  readonly onFailure: 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';
  /** Logical ids that a rollback or a deletion leaves as they are. */
  readonly skip: readonly string[];
  readonly deadline: Instant | undefined;
  /** The stack policy that holds during this update instead of the stack's own. */
  readonly policy: string | undefined;
  /** A rollback deletes what it made, though its policy is `Retain`. */
  readonly retainExceptOnCreate: boolean;
  /** What cannot be deleted stays in the account, and the stack goes all the same. */
  readonly force: boolean;
  /** Set by CancelUpdateStack: nothing more is begun, then all is rolled back. */
  readonly cancelled?: true;
}

export interface Stack extends Place {
  /** The ARN. */
  readonly id: string;
  readonly name: string;
  readonly status: StackStatus;
  readonly reason: string | undefined;
  readonly description: string | undefined;
  readonly created: Instant;
  readonly updated: Instant | undefined;
  readonly deleted: Instant | undefined;
  readonly definition: Definition;
  readonly outputs: readonly StackOutput[];
  /** Names of the exports that its template imports. */
  readonly imports: readonly string[];
  readonly disableRollback: boolean;
  readonly terminationProtection: boolean;
  readonly timeoutMinutes: number | undefined;
  readonly policy: string | undefined;
  readonly changeSetId: string | undefined;
  readonly operation: StackOperation | undefined;
  /** What the last update began with, until it has succeeded or is undone. */
  readonly rollbackTo: Definition | undefined;
}

/** A physical resource as it was last made or changed. */
export interface Applied {
  readonly type: string;
  readonly physicalId: string;
  readonly properties: JsonObject;
  readonly attributes: JsonObject;
  readonly metadata: JsonObject | undefined;
  readonly deletionPolicy: DeletionPolicy;
  readonly updateReplacePolicy: DeletionPolicy;
  /** Logical ids that it was made after, and is deleted before. */
  readonly dependsOn: readonly string[];
}

export interface StackResource {
  readonly stackId: string;
  readonly logicalId: string;
  readonly type: string;
  readonly status: ResourceStatus;
  readonly reason: string | undefined;
  readonly updated: Instant;
  /** The chance part of generated names and tokens; a new one for each physical resource. */
  readonly suffix: string;
  /** The physical resource, whole or in the making. */
  readonly current: Applied | undefined;
  /** What it was before the running update touched it. */
  readonly before: Applied | undefined;
  /** Made by the running operation. */
  readonly added: boolean;
  /** The operation that has brought it to where the template wants it. */
  readonly settledBy: string | undefined;
}

export const stackArn = (place: Place, name: string, uuid: string): string =>
  formatArn('cloudformation', place, `stack/${name}/${uuid}`);

/** Statuses in which a stack rests; in every other one an operation is on its way. */
export const isBusy = ({ status }: Stack): boolean =>
  status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS';
