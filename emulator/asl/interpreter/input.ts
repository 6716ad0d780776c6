import type { ErrorOutput } from '../states-error.ts';

/**
 * What can happen to an execution from outside. These are what a host stores: the same inputs at the
 * same instants bring the same execution about again.
 * Outputs are JSON texts; `task`, `timer` and `mapRun` are the numbers that effects gave out.
 */
export type Input =
  | { readonly kind: 'start' }
  /** The host has had its turn after the effect `yield`. */
  | { readonly kind: 'continue' }
  | { readonly kind: 'timer'; readonly timer: number }
  /** A worker has taken an activity's task. */
  | { readonly kind: 'taskStarted'; readonly task: number; readonly workerName?: string }
  /** A task that waits for a callback or a job has been handed over. */
  | { readonly kind: 'taskSubmitted'; readonly task: number; readonly output: string }
  | { readonly kind: 'taskSucceeded'; readonly task: number; readonly output: string }
  | { readonly kind: 'taskFailed'; readonly task: number; readonly failure: ErrorOutput }
  | { readonly kind: 'taskHeartbeat'; readonly task: number }
  | { readonly kind: 'mapRunSucceeded'; readonly mapRun: number; readonly output: string }
  | { readonly kind: 'mapRunFailed'; readonly mapRun: number; readonly failure: ErrorOutput }
  | { readonly kind: 'stop'; readonly failure: ErrorOutput }
  | { readonly kind: 'redrive' };
