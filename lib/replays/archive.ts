import { DomainError } from '../errors.ts';

/** As AWS names them. */
export type ReplayState = 'STARTING' | 'RUNNING' | 'CANCELLING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';

export interface Replay {
  readonly replayName: string;
  readonly state: ReplayState;
  /** RFC 3339, each. */
  readonly from: string;
  readonly to: string;
  /** Empty where it was listed: only a description tells the rules. */
  readonly rules: readonly string[];
  /** Time of the last event replayed so far. */
  readonly replayedTo?: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  /** Why it failed. */
  readonly reason?: string;
}

/** What the archive of the bus is, and since when and for how long it keeps events. */
export interface ArchiveFacts {
  readonly name: string;
  readonly arn: string;
  /** Of the bus whose events it keeps. */
  readonly busArn: string;
  /** RFC 3339. */
  readonly createdAt: string;
  /** 0: for ever. */
  readonly retentionDays: number;
  readonly pattern: string;
}

export interface Archive {
  /** Undefined: there is none of that name. */
  facts(name: string): Promise<ArchiveFacts | undefined>;
  /** Undefined: there is none of that name. */
  find(name: string): Promise<Replay | undefined>;
  /** @throws ReplayEndedError */
  cancel(name: string): Promise<void>;
  /** Replays of every archive of the region, or those whose names begin with `prefix`. */
  list(prefix?: string): Promise<readonly Replay[]>;
  /** Those of the region that count against the quota of ten; without reading through ninety days of others. */
  active(): Promise<readonly Replay[]>;
}

/** The replay is over, so there is nothing to cancel. */
export class ReplayEndedError extends DomainError {
  readonly name = 'ReplayEndedError';
  readonly kind = 'conflict';
}

/** In the order in which a replay goes through them. */
export const ACTIVE_STATES = ['STARTING', 'RUNNING', 'CANCELLING'] as const satisfies readonly ReplayState[];

const ACTIVE: ReadonlySet<ReplayState> = new Set(ACTIVE_STATES);

/** Whether it counts against the quota of ten. */
export const isActive = ({ state }: Pick<Replay, 'state'>): boolean => ACTIVE.has(state);

/** At once, in an account and region. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
export const MOST_ACTIVE = 10;
