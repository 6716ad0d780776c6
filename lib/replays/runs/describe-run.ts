import { NotFoundError } from '../../errors.ts';
import type { Archive, Replay, ReplayState } from '../archive.ts';
import type { PlannedWindow, ReplayPlan } from '../plans/replay-plan.ts';
import { replayPrefix } from '../plans/temporary-rule.ts';
import type { ReplayRun } from './replay-run.ts';
import { findPlan, type StartPorts } from './start-run.ts';

export interface WindowProgress extends PlannedWindow {
  /** `WAITING`: its replay has not begun. */
  readonly state: ReplayState | 'WAITING';
  readonly replayName?: string;
  /** Time of the last event replayed. */
  readonly replayedTo?: string;
}

/** How a run stands. */
export interface RunProgress extends ReplayRun {
  readonly planned: number;
  /** Estimated from the time that each replay has reached; EventBridge counts no events. */
  readonly replayed: number;
  readonly windows: readonly WindowProgress[];
}

/** The share of a window that a replay has behind it. */
function shareOf(
  { from, to }: PlannedWindow,
  { state, replayedTo }: Pick<WindowProgress, 'state' | 'replayedTo'>,
): number {
  if (state === 'COMPLETED') return 1;
  if (replayedTo === undefined) return 0;
  const [begin, end, at] = [from, to, replayedTo].map((text) => Date.parse(text)) as [number, number, number];
  return Math.min(1, Math.max(0, (at - begin) / (end - begin)));
}

/** The replays of a window are called `<plan>.w<index>.<attempt>`: the last one counts. */
function progressOf(window: PlannedWindow, planId: string, replays: readonly Replay[]): WindowProgress {
  const prefix = `${replayPrefix(planId)}w${window.index}.`;
  const last = replays
    .filter(({ replayName }) => replayName.startsWith(prefix))
    .sort((a, b) => Number(a.replayName.slice(prefix.length)) - Number(b.replayName.slice(prefix.length)))
    .at(-1);
  if (!last) return { ...window, state: 'WAITING' };
  const { state, replayName, replayedTo } = last;
  return { ...window, state, replayName, ...(replayedTo === undefined ? {} : { replayedTo }) };
}

export async function progressOfRun(
  run: ReplayRun,
  plan: ReplayPlan,
  archive: Pick<Archive, 'list'>,
): Promise<RunProgress> {
  const replays = await archive.list(replayPrefix(plan.planId));
  const windows = plan.windows.map((window) => progressOf(window, plan.planId, replays));
  const replayed = Math.round(windows.reduce((sum, window) => sum + window.events * shareOf(window, window), 0));
  return { ...run, planned: plan.events.events, replayed, windows };
}

/** How the run of a plan stands. @throws NotFoundError */
export async function describeRun(planId: string, ports: StartPorts): Promise<RunProgress> {
  const plan = await findPlan(planId, ports);
  const run = await ports.runs.find(planId);
  if (!run)
    throw new NotFoundError(
      `The plan ${planId} was not started. Start it with {"action":"start","planId":"${planId}"}.`,
    );
  // What Step Functions says is newer than what was written down.
  const state = run.endedAt === undefined ? await ports.workflow.stateOf(planId) : run.state;
  return progressOfRun({ ...run, state }, plan, ports.archive);
}
