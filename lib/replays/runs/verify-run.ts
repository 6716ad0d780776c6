import { fingerprint } from '../../accepted/fingerprint.ts';
import type { PlannedRule, ReplayPlan } from '../plans/replay-plan.ts';
import type { ReplayWindow } from '../replay-window.ts';
import type { Receipt, RuleOutcome, Runs, WindowOutcome } from './replay-run.ts';
import { findPlan, type StartPorts } from './start-run.ts';

/** What the log of the bus tells of events of a window since a run began. */
export interface ReplayedEvents {
  /** Each counted once. */
  readonly received: number;
  readonly rules: readonly RuleOutcome[];
}

/** What the state machine asks between replays and receipt. */
export interface Verification {
  readonly planId: string;
  readonly windows: readonly WindowOutcome[];
  /** The last look: what is not delivered by now counts as missing. */
  readonly last: boolean;
}

export interface VerifyPorts extends Pick<StartPorts, 'plans' | 'settings'> {
  readonly runs: Runs;
  replayed(window: ReplayWindow, since: Date, rules: readonly string[]): Promise<ReplayedEvents>;
  /** Remembers how fast it was, for later plans. */
  remember(rate: { readonly eventsPerSecond: number; readonly planId: string }): Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** Rules to which fewer events came than the plan has counted. */
const shortOf = (plan: ReplayPlan, outcomes: readonly RuleOutcome[]): readonly PlannedRule[] =>
  plan.rules.filter(({ rule, matches, exact }) =>
    outcomes.some((outcome) => outcome.rule === rule && exact && outcome.matched < matches),
  );

function causesOf(plan: ReplayPlan, windows: readonly WindowOutcome[], { received, rules }: ReplayedEvents): string[] {
  const causes = windows
    .filter(({ state }) => state !== 'COMPLETED')
    .map(
      ({ replayName, state, reason }) =>
        `The replay ${replayName} is ${state}${reason ? `: ${reason.replace(/\.$/, '')}` : ''}.`,
    );
  if (received < plan.events.events)
    causes.push(`${plural(plan.events.events - received, 'event')} of the plan did not come again.`);
  for (const { rule, matches } of shortOf(plan, rules)) {
    causes.push(`Not all of the ${plural(matches, 'event')} that match ${rule} came to it; is it enabled?`);
  }
  for (const { rule, matched, delivered, deadLettered } of rules) {
    if (deadLettered > 0)
      causes.push(
        `${plural(deadLettered, 'event')} for ${rule} went to its dead letter queue; redrive it once its cause is mended.`,
      );
    const open = matched - delivered - deadLettered;
    if (open > 0)
      causes.push(
        `${plural(open, 'event')} for ${rule} ${open === 1 ? 'was' : 'were'} neither delivered nor kept as a dead letter.`,
      );
  }
  return causes;
}

/**
 * Compares what came again with what was planned, and writes the receipt once nothing is on its way any more.
 * @returns undefined while deliveries are on their way
 * @throws NotFoundError
 */
export async function verifyRun(
  { planId, windows, last }: Verification,
  ports: VerifyPorts,
): Promise<Receipt | undefined> {
  const plan = await findPlan(planId, ports);
  const run = await ports.runs.find(planId);
  const startedAt = run?.startedAt ?? plan.createdAt;
  const window = { from: new Date(plan.window.from), to: new Date(plan.window.to) };
  const seen = await ports.replayed(window, new Date(startedAt), plan.towards);
  const isOpen =
    seen.received < plan.events.events ||
    shortOf(plan, seen.rules).length > 0 ||
    seen.rules.some(({ matched, delivered, deadLettered }) => matched > delivered + deadLettered);
  const allCompleted = windows.every(({ state }) => state === 'COMPLETED');
  if (isOpen && allCompleted && !last) return undefined;
  const causes = causesOf(plan, windows, seen);
  const seconds = Math.max(0.001, (ports.now - Date.parse(startedAt)) / 1000);
  const eventsPerSecond = Math.round(seen.received / seconds);
  const content = {
    planId,
    planDigest: plan.digest,
    verdict: causes.length === 0 ? ('complete' as const) : ('incomplete' as const),
    causes,
    planned: plan.events.events,
    replayed: seen.received,
    windows,
    rules: seen.rules,
    startedAt,
    endedAt: new Date(ports.now).toISOString(),
    seconds,
    eventsPerSecond,
  };
  const receipt: Receipt = { ...content, digest: fingerprint(content) };
  if (run) await ports.runs.save({ ...run, receipt });
  const perReplay = Math.round(eventsPerSecond / Math.max(1, windows.length));
  if (causes.length === 0 && perReplay > 0) await ports.remember({ eventsPerSecond: perReplay, planId });
  return receipt;
}
