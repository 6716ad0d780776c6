import type { OnReplay, Target } from './replay-plan.ts';

/** A rule of the bus with what a plan needs to know of it. */
export interface BusRule {
  readonly name: string;
  readonly arn: string;
  readonly state: 'ENABLED' | 'DISABLED';
  readonly pattern: string;
  readonly onReplay: OnReplay;
  readonly targets: readonly Target[];
}

export interface BusRuleBook {
  readonly bus: string;
  readonly busArn: string;
  /** Undefined: the bus has none of that name. */
  find(name: string): Promise<BusRule | undefined>;
  /** Every rule of the bus, without those that AWS manages. */
  all(): Promise<readonly BusRule[]>;
  /** Names that begin so, of every rule of the bus. */
  names(prefix: string): Promise<readonly string[]>;
  /** Whether an event, as JSON, matches the pattern. */
  matches(pattern: string, event: string): Promise<boolean>;
  /** Removes a rule and its targets; harmless where there is none. */
  remove(name: string): Promise<void>;
}

/** The part of a rule that a plan rests on. */
export const essenceOf = ({ arn, state, pattern, onReplay, targets }: BusRule): object => ({
  arn,
  state,
  pattern,
  onReplay,
  targets,
});
