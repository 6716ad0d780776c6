import type { MapRunRequest, Run, TaskRequest } from '../../../asl/interpreter/index.ts';
import type { Cancel, Instant } from '../../../core/clock.ts';
import type { Execution } from '../executions/execution.ts';
import type { Revision } from '../machines/machine.ts';

/**
 * How much of an execution outlives the process: everything of a STANDARD one; of an EXPRESS one that it
 * was started, so that it begins again; of one somebody waits for nothing.
 */
export type Keeping = 'history' | 'start' | 'nothing';

/** A task that has been begun and not ended. */
export interface OpenTask {
  readonly request: TaskRequest;
  /** What it was handed over with; a task that has been is only waited for. */
  submitted: string | undefined;
  /** Of an activity: a worker has it. */
  started: boolean;
  readonly abort: AbortController;
}

export interface OpenMapRun {
  readonly request: MapRunRequest;
  readonly redriven: boolean;
  /** Stops it; set once it runs. */
  cancelled: () => void;
}

/** An execution that is going on. */
export interface Live {
  execution: Execution;
  readonly revision: Revision;
  readonly run: Run;
  readonly keeping: Keeping;
  /** The number of the next step. */
  step: number;
  /** When each timer that has been set falls due, and how to unset it. */
  readonly timers: Map<number, { readonly at: Instant; cancel: Cancel | undefined }>;
  readonly tasks: Map<number, OpenTask>;
  readonly mapRuns: Map<number, OpenMapRun>;
  /** The interpreter has stopped for others to have a turn. */
  yielded: boolean;
}
