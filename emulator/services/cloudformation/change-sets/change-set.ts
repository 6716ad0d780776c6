import type { ChangeSetStatus, ChangeSetType, ExecutionStatus, ResourceChange } from '@aws-sdk/client-cloudformation';
import type { Instant } from '../../../core/clock.ts';
import type { Definition } from '../stack.ts';

export interface ChangeSet {
  /** The ARN. */
  readonly id: string;
  readonly name: string;
  readonly stackId: string;
  readonly type: ChangeSetType;
  readonly description: string | undefined;
  readonly created: Instant;
  readonly status: ChangeSetStatus;
  readonly reason: string | undefined;
  readonly execution: ExecutionStatus;
  readonly definition: Definition;
  readonly changes: readonly ResourceChange[];
  readonly onFailure: 'ROLLBACK' | 'DELETE' | 'DO_NOTHING' | undefined;
}
