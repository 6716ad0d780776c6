import type { Archive } from '../archive.ts';
import type { BusRuleBook } from '../plans/bus-rule.ts';
import { planOfReplay, planOfRule, TEMPORARY } from '../plans/temporary-rule.ts';
import { type EndPorts, endRun } from './end-run.ts';
import type { RecoveryWorkflow } from './replay-run.ts';
import { stands } from './reservations.ts';

export interface SweepPorts extends EndPorts {
  readonly archive: EndPorts['archive'] & Pick<Archive, 'active'>;
  readonly book: Pick<BusRuleBook, 'remove' | 'names'>;
  readonly workflow: Pick<RecoveryWorkflow, 'stateOf'>;
  /** What this stage's plans are called by. */
  readonly settings: { readonly prefix: string };
}

/**
 * Ends the runs that left something behind: a temporary rule, a replay that goes on, or a reservation, though their
 * execution is over. That happens where somebody died between ending one and cleaning up, or where a call that makes a
 * rule was on its way while its run was cancelled. Harmless when repeated.
 * @returns the plans of those runs
 */
export async function sweepRuns(ports: SweepPorts): Promise<readonly string[]> {
  const { archive, book, reservations, workflow, settings } = ports;
  const [rules, replays, held] = await Promise.all([book.names(TEMPORARY), archive.active(), reservations.held()]);
  const traces = new Set([
    ...rules.flatMap((name) => planOfRule(name) ?? []),
    ...replays.flatMap(({ replayName }) => planOfReplay(replayName, settings.prefix) ?? []),
    ...held.map(({ planId }) => planId),
  ]);
  const swept: string[] = [];
  for (const planId of traces) {
    const reservation = held.find((each) => each.planId === planId);
    if (reservation && (await stands(reservation, ports))) continue;
    const state = await workflow.stateOf(planId);
    if (state === 'RUNNING') continue;
    await endRun(planId, state === 'NOT_STARTED' ? 'ABORTED' : state, ports);
    swept.push(planId);
  }
  return swept;
}
