import type { ExecutionStatus, StateMachineType } from '@aws-sdk/client-sfn';
import type { Place } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Instant } from '../../../core/clock.ts';

/** The place of a child execution in its map run. */
export interface MapChild {
  readonly mapRunArn: string;
  /** The name of the Map state whose processor it goes through. */
  readonly mapState: string;
  /** Its place among the children, and how many items it was given. */
  readonly index: number;
  readonly items: number;
}

/** One execution, as it is stored. Texts of input and output are JSON as they came. */
export interface Execution extends Place {
  /** Counts up; what its history is filed under, and the order of lists. */
  readonly id: number;
  readonly arn: string;
  readonly name: string;
  readonly machineArn: string;
  readonly machineName: string;
  readonly type: StateMachineType;
  readonly status: ExecutionStatus;
  readonly started: Instant;
  readonly stopped?: Instant;
  readonly input: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly revision: string;
  readonly versionArn?: string;
  readonly aliasArn?: string;
  readonly traceHeader?: string;
  readonly child?: MapChild;
  readonly redriveCount: number;
  readonly redriven?: Instant;
  /** What every drawing of chance in it comes from, so that it can be taken up again. */
  readonly seed: string;
}

export const executionDoesNotExist = (arn: string): AwsError =>
  new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
