import { DomainError } from '../../errors.ts';
import type { ReplayState } from '../archive.ts';

/** As Step Functions names them. `NOT_STARTED`: somebody is about to, or was interrupted. */
export type RunState = 'NOT_STARTED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** How a window of a run ended. */
export interface WindowOutcome {
  readonly index: number;
  readonly replayName: string;
  readonly state: ReplayState;
  /** Replays that it took: a failed one is taken up where it stopped. */
  readonly attempts: number;
  readonly reason?: string;
}

/** What the bus logged of the replayed events at one rule. */
export interface RuleOutcome {
  readonly rule: string;
  readonly matched: number;
  readonly delivered: number;
  readonly deadLettered: number;
}

/** What a run has done, and whether that is all it was to do. */
export interface Receipt {
  readonly planId: string;
  /** Of the plan's inputs. */
  readonly planDigest: string;
  /** `complete`: every window was replayed, every event of the plan came again, and each was delivered. */
  readonly verdict: 'complete' | 'incomplete';
  /** Why it is incomplete, a sentence each. */
  readonly causes: readonly string[];
  readonly planned: number;
  /** Events, each counted once. */
  readonly replayed: number;
  readonly windows: readonly WindowOutcome[];
  readonly rules: readonly RuleOutcome[];
  readonly startedAt: string;
  readonly endedAt: string;
  readonly seconds: number;
  readonly eventsPerSecond: number;
  /** SHA-256 of all the above. */
  readonly digest: string;
}

export interface ReplayRun {
  readonly planId: string;
  readonly reason: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly state: RunState;
  readonly receipt?: Receipt;
}

export interface Runs {
  /** @throws RunExistsError where the plan was started before */
  create(run: ReplayRun): Promise<void>;
  find(planId: string): Promise<ReplayRun | undefined>;
  save(run: ReplayRun): Promise<void>;
}

/** The state machine `disaster-recovery`. An execution bears the name of its plan. */
export interface RecoveryWorkflow {
  start(planId: string, input: object): Promise<void>;
  stateOf(planId: string): Promise<RunState>;
  /** Stops it, so that no further replay begins. Harmless where it has ended. */
  stop(planId: string, reason: string): Promise<void>;
}

/** The plan was started before, or another run replays a part of the same to the same. */
export class RunExistsError extends DomainError {
  readonly name = 'RunExistsError';
  readonly kind = 'conflict';
}

/** The run is over, so there is nothing to cancel. */
export class RunEndedError extends DomainError {
  readonly name = 'RunEndedError';
  readonly kind = 'conflict';
}
