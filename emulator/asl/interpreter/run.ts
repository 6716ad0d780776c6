import type { Instant } from '../../core/clock.ts';
import type { State, StateGraph } from '../definition.ts';
import type { JsonObject } from '../json.ts';
import type { Variables } from '../scope.ts';
import type { Datum } from './datum.ts';
import type { MapRunRequest, RunStatus } from './effect.ts';

/** What does not change while an execution runs. */
export interface RunFacts {
  readonly executionArn: string;
  readonly name: string;
  readonly roleArn: string;
  readonly machineArn: string;
  readonly machineName: string;
  readonly region: string;
  readonly started: Instant;
  readonly input: Datum;
  /** EXPRESS executions have no limit of events. */
  readonly express: boolean;
  readonly timeoutSeconds?: number | undefined;
  /** Version and alias, as the first event tells them. */
  readonly startedWith?: Readonly<Record<string, string>>;
  /** In place of what the interpreter would make, for TestState. */
  readonly context?: JsonObject;
  readonly variables?: Variables;
  /** Only in a child of a distributed Map. */
  readonly mapItem?: JsonObject;
  /** Secret text by which a task's number becomes a token that only its receiver knows. */
  tokenOf(task: number): string;
  mapRunArnOf(label: string | undefined, mapRun: number): string;
}

/** A state that a thread is in. */
export interface Frame {
  readonly state: State;
  readonly input: Datum;
  /** The event that the state's Entered event followed from. */
  readonly base: number;
  readonly enteredId: number;
  readonly enteredAt: Instant;
  readonly scopeVariables: Variables;
  /** How often each retrier has been used, and all together. */
  readonly attempts: number[];
  retryCount: number;
  /** What the state waits for; undefined while it works or is over. */
  waiting: Waiting | undefined;
  /** Set where the state ended the execution, or was ended with it: redrive begins here. */
  halted: boolean;
}

export type Waiting =
  | { readonly kind: 'timer'; readonly timer: number }
  | { readonly kind: 'retry'; readonly timer: number }
  | TaskWaiting
  | ChildrenWaiting
  | { readonly kind: 'mapRun'; readonly request: MapRunRequest };

export interface TaskWaiting {
  readonly kind: 'task';
  readonly task: number;
  readonly resource: string;
  readonly timeout: number | undefined;
  readonly heartbeatSeconds: number | undefined;
  heartbeat: number | undefined;
}

/** The branches of a Parallel, or the iterations of an inline Map. */
export interface ChildrenWaiting {
  readonly kind: 'children';
  readonly threads: (Thread | undefined)[];
  readonly results: (Datum | undefined)[];
  /** Iterations not begun yet begin here. */
  next: number;
  open: number;
  readonly concurrency: number;
}

/** One line of control: the execution itself, a branch, an iteration. */
export interface Thread {
  readonly graph: StateGraph;
  readonly parent: Thread | undefined;
  readonly index: number;
  readonly mapItem: JsonObject | undefined;
  variables: Variables;
  /** The event that the next one follows from. */
  previous: number;
  /** The state to enter next. */
  next: { readonly name: string; readonly input: Datum } | undefined;
  frame: Frame | undefined;
  /** The output, once the thread has come to the end of its graph. */
  ended: Datum | undefined;
}

/** An execution in the making. Plain data, changed only by `advance`. */
export interface Run {
  readonly facts: RunFacts;
  readonly root: Thread;
  status: RunStatus;
  lastEventId: number;
  lastNumber: number;
  redriveCount: number;
  redriven: Instant | undefined;
  timeout: number | undefined;
  readonly ready: Thread[];
  readonly timers: Map<number, Thread>;
  readonly tasks: Map<number, Thread>;
  readonly mapRuns: Map<number, Thread>;
}

export const createThread = (
  graph: StateGraph,
  parent: Thread | undefined,
  index: number,
  start: Pick<Thread, 'mapItem' | 'variables' | 'previous'>,
  input: Datum,
): Thread => ({
  graph,
  parent,
  index,
  ...start,
  next: { name: graph.startAt, input },
  frame: undefined,
  ended: undefined,
});

/** An execution that has not begun. */
export function createRun(graph: StateGraph, facts: RunFacts): Run {
  const start = { mapItem: facts.mapItem, variables: facts.variables ?? {}, previous: 0 };
  return {
    facts,
    root: createThread(graph, undefined, 0, start, facts.input),
    status: 'RUNNING',
    lastEventId: 0,
    lastNumber: 0,
    redriveCount: 0,
    redriven: undefined,
    timeout: undefined,
    ready: [],
    timers: new Map(),
    tasks: new Map(),
    mapRuns: new Map(),
  };
}
