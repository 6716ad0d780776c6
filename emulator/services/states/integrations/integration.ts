import type { Json } from '../../../asl/index.ts';
import type { TaskRequest } from '../../../asl/interpreter/index.ts';
import type { Place } from '../../../core/arn.ts';
import type { RoleCaller } from '../../../core/caller.ts';
import type { ServiceId } from '../../../core/service.ts';
import type { Execution } from '../executions/execution.ts';
import type { StatesState } from '../state.ts';

/** A task failed; Retry and Catch go by `error`. */
export class TaskError extends Error {
  override name = 'TaskError';
  readonly error: string;

  constructor(error: string, cause: string) {
    super(cause);
    this.error = error;
  }
}

/** The task has been handed over; somebody else ends it. */
export const PENDING = Symbol('pending');

/** One task to be done. */
export interface TaskCall {
  readonly state: StatesState;
  readonly execution: Execution;
  readonly request: TaskRequest;
  readonly place: Place;
  /** Aborted when nobody waits for the outcome any more. */
  readonly signal: AbortSignal;
  /** What it was handed over with before a restart; it must not be handed over again. */
  readonly submitted: string | undefined;
  /** Records that the task has been handed over. */
  submit(output: Json): void;
  /** Calls an API in the task's role. @throws AwsError */
  api<O = Record<string, unknown>>(service: ServiceId, operation: string, input: object): Promise<O>;
  /** The role that the task is done in. @throws TaskError where it cannot be taken on */
  caller(): Promise<RoleCaller>;
}

/** Does one kind of task. @throws TaskError */
export type Integration = (call: TaskCall) => Promise<Json | typeof PENDING>;
