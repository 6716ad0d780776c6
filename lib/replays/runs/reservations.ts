import type { ReplayPlan } from '../plans/replay-plan.ts';
import { type RecoveryWorkflow, RunExistsError } from './replay-run.ts';

/** What a run replays and to whom: no other run may replay a part of it to them meanwhile. */
export interface Reservation {
  readonly planId: string;
  /** RFC 3339. */
  readonly from: string;
  readonly to: string;
  /** Names of rules; or the ARN of a queue; or, of a single event, its rule and its id. */
  readonly towards: readonly string[];
  /** When it was made; RFC 3339. */
  readonly at: string;
}

export interface Reservations {
  held(): Promise<readonly Reservation[]>;
  /**
   * Writes what `change` makes of those that are held, all at once; asks again where somebody else wrote meanwhile.
   * What `change` throws is passed on, and nothing is written.
   */
  change(
    change: (held: readonly Reservation[]) => readonly Reservation[] | Promise<readonly Reservation[]>,
  ): Promise<void>;
}

export interface ReservationPorts {
  readonly reservations: Reservations;
  readonly workflow: Pick<RecoveryWorkflow, 'stateOf'>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Milliseconds for which a reservation stands whose run has not begun: whoever made it is about to, or has died. */
export const GRACE = 60_000;

/** Whether its run goes on, or is about to begin. */
export async function stands({ planId, at }: Reservation, { workflow, now }: ReservationPorts): Promise<boolean> {
  const state = await workflow.stateOf(planId);
  return state === 'RUNNING' || (state === 'NOT_STARTED' && Date.parse(at) + GRACE > now);
}

function towardsOf({ towards, rules, temporaryRule, eventId }: ReplayPlan): readonly string[] {
  if (!temporaryRule) return towards;
  if (eventId !== undefined) return rules.map(({ rule }) => `${rule} (event ${eventId})`);
  return temporaryRule.targets.map(({ Arn }) => Arn);
}

/** Whom both reach with events of the same time. Windows that only meet do not overlap. */
const inCommon = (one: Reservation, other: Reservation): readonly string[] =>
  one.from < other.to && other.from < one.to ? one.towards.filter((target) => other.towards.includes(target)) : [];

/**
 * Reserves what a plan will replay. Reservations of runs that are over give way. Harmless when repeated.
 * @param mayRun throws where it must not run beside those that stand
 * @throws RunExistsError which names the run in the way
 */
export async function reserve(
  plan: ReplayPlan,
  ports: ReservationPorts,
  mayRun: (standing: readonly Reservation[]) => void = () => undefined,
): Promise<void> {
  const { planId, window } = plan;
  const wanted = { planId, ...window, towards: towardsOf(plan), at: new Date(ports.now).toISOString() };
  await ports.reservations.change(async (held) => {
    const others = held.filter((each) => each.planId !== planId);
    const standing = await Promise.all(others.map((each) => stands(each, ports)));
    const kept = others.filter((_, index) => standing[index]);
    for (const other of kept) {
      const common = inCommon(wanted, other);
      if (common.length === 0) continue;
      throw new RunExistsError(
        `The run ${other.planId} replays ${other.from} to ${other.to} to ${common.join(', ')} already. Watch it, or cancel it first.`,
      );
    }
    mayRun(kept);
    return [...kept, wanted];
  });
}

/** Harmless where there is none. */
export const release = (planId: string, { reservations }: Pick<ReservationPorts, 'reservations'>): Promise<void> =>
  reservations.change((held) => held.filter((each) => each.planId !== planId));
