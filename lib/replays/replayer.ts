import { NotFoundError } from '../errors.ts';
import type { Archive, Replay } from './archive.ts';
import { planOne, planReplay } from './plans/make-plan.ts';
import type { PlanPorts } from './plans/plan-ports.ts';
import type { ReplayPlan } from './plans/replay-plan.ts';
import type { ReplayCommand } from './replay-command.ts';
import { cancelRun } from './runs/cancel-run.ts';
import { describeRun, type RunProgress } from './runs/describe-run.ts';
import type { EndPorts } from './runs/end-run.ts';
import type { ReplayRun } from './runs/replay-run.ts';
import { type StartPorts, startRun } from './runs/start-run.ts';

export type ReplayPorts = PlanPorts & StartPorts & EndPorts;

/** What a command is answered with. */
export type ReplayAnswer = ReplayPlan | ReplayRun | RunProgress | Replay | readonly Replay[];

async function found(archive: Archive, name: string): Promise<Replay> {
  const replay = await archive.find(name);
  if (!replay) throw new NotFoundError(`There is no replay called ${name}; AWS forgets them after 90 days.`);
  return replay;
}

async function cancelReplay(name: string, archive: Archive): Promise<Replay> {
  await found(archive, name);
  await archive.cancel(name);
  return found(archive, name);
}

type Handlers = {
  readonly [A in ReplayCommand['action']]: (
    command: Extract<ReplayCommand, { readonly action: A }>,
    ports: ReplayPorts,
  ) => Promise<ReplayAnswer>;
};

const HANDLERS: Handlers = {
  plan: planReplay,
  one: planOne,
  start: startRun,
  status: (command, ports) =>
    'planId' in command ? describeRun(command.planId, ports) : found(ports.archive, command.replayName),
  cancel: (command, ports) =>
    'planId' in command ? cancelRun(command.planId, ports) : cancelReplay(command.replayName, ports.archive),
  list: (_command, { archive }) => archive.list(),
};

/**
 * Does what an operator asked. Nothing moves without a plan.
 * @throws InvalidInputError, NotFoundError, StalePlanError, PlanRefusedError, RunExistsError, RunEndedError, ReplayEndedError
 */
export function replayEvents(command: ReplayCommand, ports: ReplayPorts): Promise<ReplayAnswer> {
  const handle = HANDLERS[command.action] as (command: ReplayCommand, ports: ReplayPorts) => Promise<ReplayAnswer>;
  return handle(command, ports);
}
