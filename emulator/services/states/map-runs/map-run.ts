import type { MapRunStatus } from '@aws-sdk/client-sfn';
import type { Instant } from '../../../core/clock.ts';

/** One going-through of a distributed Map's items, in child executions. */
export interface MapRun {
  readonly arn: string;
  /** The execution it belongs to, and its number there. */
  readonly execution: number;
  readonly executionArn: string;
  readonly number: number;
  readonly machineArn: string;
  readonly status: MapRunStatus;
  readonly started: Instant;
  readonly stopped?: Instant;
  /** 0: no limit. */
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
  readonly redriveCount: number;
  readonly redriven?: Instant;
  /** How many children and items there are; known once all items have been read. */
  readonly total?: { readonly children: number; readonly items: number };
  /** How many results a ResultWriter has written. */
  readonly written: number;
}
