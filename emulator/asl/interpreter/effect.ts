import type { Instant } from '../../core/clock.ts';
import type { MapState } from '../definition.ts';
import type { Json } from '../json.ts';
import type { Scope } from '../scope.ts';

export type RunStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** A task to be done. Its outcome comes back as an `Input` with the same number. */
export interface TaskRequest {
  readonly task: number;
  readonly stateName: string;
  /** As the definition has it. */
  readonly resource: string;
  /** What the task is given: Parameters, Arguments, or the state's input. */
  readonly parameters: Json;
  /** For callbacks; only where the execution can take them. */
  readonly token: string;
  /** The role that the task's own Credentials name. */
  readonly roleArn?: string;
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
}

/** A map run to be done: the items of a distributed Map, each batch of them in a child execution. */
export interface MapRunRequest {
  readonly mapRun: number;
  readonly mapRunArn: string;
  readonly state: MapState;
  /** What the Map's expressions see, with `input` as InputPath left it. */
  readonly scope: Scope;
  /** The items, where they come from the state's input and not from an ItemReader. */
  readonly items?: Json;
  readonly maxConcurrency: number;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
}

/** What the interpreter wants of its host. */
export type Effect =
  | { readonly kind: 'task'; readonly request: TaskRequest }
  | { readonly kind: 'cancelTask'; readonly task: number }
  | { readonly kind: 'timer'; readonly timer: number; readonly at: Instant }
  | { readonly kind: 'cancelTimer'; readonly timer: number }
  | { readonly kind: 'mapRun'; readonly request: MapRunRequest; readonly redriven: boolean }
  | { readonly kind: 'cancelMapRun'; readonly mapRun: number }
  /** So much was done at once that others should have a turn; come back with `continue`. */
  | { readonly kind: 'yield' }
  | {
      readonly kind: 'end';
      readonly status: Exclude<RunStatus, 'RUNNING'>;
      readonly output?: string;
      readonly error?: string;
      readonly cause?: string;
    };
