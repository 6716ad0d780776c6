import { DomainError } from '../../errors.ts';

/**
 * What its owner declares of a rule, in the tag `trestle:on-replay`.
 * `repeat`: its consumer is idempotent. `skip`: its consumer leaves side effects out when an event bears `replay-name`,
 * and counts them. `unsafe`: something happens again that should not. A rule without the tag is `unsafe`.
 */
export type OnReplay = 'repeat' | 'skip' | 'unsafe';

export interface Tally {
  readonly events: number;
  readonly bytes: number;
}

/** One of the replays that a plan cuts its window into. Neighbours meet between two seconds: see `cutWindow`. */
export interface PlannedWindow {
  readonly index: number;
  /** RFC 3339; whole seconds at the ends of the plan's window, half seconds within it. */
  readonly from: string;
  readonly to: string;
  readonly events: number;
}

/** How many events of a window a rule matches. */
export interface Matches {
  readonly matches: number;
  readonly byType: Readonly<Record<string, number>>;
  /** Whether it is a count; else an estimate from samples, for the pattern looks into the data. */
  readonly exact: boolean;
}

export interface PlannedRule extends Matches {
  readonly rule: string;
  readonly state: 'ENABLED' | 'DISABLED';
  readonly onReplay: OnReplay;
  /** ARNs. */
  readonly targets: readonly string[];
  /** Events of the window that the bus has delivered to it already, each counted once, whether at first or by a replay. */
  readonly had: number;
}

/** As PutTargets takes it. */
export type Target = Readonly<Record<string, unknown>> & { readonly Arn: string };

/** A rule that is made for one replay and removed after it. */
export interface TemporaryRule {
  readonly name: string;
  readonly pattern: string;
  readonly targets: readonly Target[];
}

export interface Estimate {
  readonly seconds: number;
  readonly eventsPerSecond: number;
  /** Where the rate comes from: an earlier run, or an assumption. */
  readonly basis: string;
}

export interface Cost {
  readonly usd: number;
  readonly parts: readonly { readonly what: string; readonly usd: number }[];
  /** What the figure leaves out. */
  readonly without: readonly string[];
}

/** What a replay would do, before anything moves. */
export interface ReplayPlan {
  readonly planId: string;
  readonly createdAt: string;
  /** After this it is not started any more; RFC 3339. */
  readonly expiresAt: string;
  readonly bus: string;
  readonly busArn: string;
  readonly archive: { readonly name: string; readonly arn: string; readonly heldFrom: string };
  /** Since when the log holds events that was counted; RFC 3339. */
  readonly log: { readonly heldFrom: string };
  readonly window: { readonly from: string; readonly to: string };
  /** Seconds that EventBridge may need until an event is in the archive. */
  readonly archiveLagSeconds: number;
  /** From when on the archive surely holds the whole window; RFC 3339. */
  readonly completeFrom: string;
  readonly events: Tally & {
    readonly byType: Readonly<Record<string, Tally>>;
    readonly byTenant: Readonly<Record<string, Tally>>;
  };
  /** Empty: a preview, which cannot be started. */
  readonly towards: readonly string[];
  /** Those it goes to; of a preview, every rule of the bus. */
  readonly rules: readonly PlannedRule[];
  readonly temporaryRule?: TemporaryRule;
  /** `detail.id` of the one event that is replayed, where it is but one. */
  readonly eventId?: string;
  readonly windows: readonly PlannedWindow[];
  readonly duration: Estimate;
  readonly cost: Cost;
  readonly quota: { readonly most: number; readonly running: number; readonly free: number };
  /** What an operator should know before starting it, a sentence each. */
  readonly notes: readonly string[];
  /** Of everything that the plan rests on; a plan whose inputs have changed is not started. */
  readonly digest: string;
}

export interface ReplayPlans {
  /** For a day longer than it may be started, so that whoever comes late learns why it is not. */
  save(plan: ReplayPlan): Promise<void>;
  /** For good: its run has begun. */
  keep(plan: ReplayPlan): Promise<void>;
  find(planId: string): Promise<ReplayPlan | undefined>;
}

/** What the plan rests on has changed, or it has grown too old. */
export class StalePlanError extends DomainError {
  readonly name = 'StalePlanError';
  readonly kind = 'conflict';
}

/** The plan is a preview, or one of its rules is disabled or must not get events twice. */
export class PlanRefusedError extends DomainError {
  readonly name = 'PlanRefusedError';
  readonly kind = 'conflict';
}
