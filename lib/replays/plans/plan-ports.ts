import type { Archive } from '../archive.ts';
import type { ReplayWindow } from '../replay-window.ts';
import type { BusRuleBook } from './bus-rule.ts';
import type { MeasuredRate } from './estimate.ts';
import type { ReplayPlans } from './replay-plan.ts';
import type { TemporaryRuleSettings } from './temporary-rule.ts';
import type { WindowEvents } from './window-events.ts';

/** What the logs of the bus tell of a window. */
export interface WindowLog {
  count(window: ReplayWindow): Promise<WindowEvents>;
  /**
   * How many of the events with those ids, EventBridge's own, were delivered since an instant, by the ARNs of rules.
   * Each event counts once, however often it was delivered.
   */
  delivered(ids: ReadonlySet<string>, since: Date, rules: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /**
   * The event with that `detail.id`, as it first passed the bus, as JSON; undefined: the log holds none.
   * @param sourcePrefix with which its source must begin
   */
  find(eventId: string, sourcePrefix?: string): Promise<string | undefined>;
  /** Since when the log holds events; RFC 3339. */
  heldFrom(): Promise<string>;
}

export interface PlanSettings extends TemporaryRuleSettings {
  /** Of the stage's archive. */
  readonly archiveName: string;
  /** Seconds that the archive needs until it surely holds an event; AWS: 600. */
  readonly lagSeconds: number;
  /** Seconds until a new rule surely acts. */
  readonly settleSeconds: number;
}

export interface PlanPorts {
  readonly archive: Archive;
  readonly book: BusRuleBook;
  readonly log: WindowLog;
  readonly plans: ReplayPlans;
  /** What the last run measured; undefined: there was none. */
  rate(): Promise<MeasuredRate | undefined>;
  readonly settings: PlanSettings;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** A few letters that no other plan has. */
  random(): string;
}
