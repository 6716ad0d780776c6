import { NotFoundError } from '../../errors.ts';
import type { BusRule } from '../plans/bus-rule.ts';
import { findArchive } from '../plans/make-plan.ts';
import { digestInputs } from '../plans/plan-inputs.ts';
import type { PlanPorts } from '../plans/plan-ports.ts';
import { PlanRefusedError, type ReplayPlan, StalePlanError } from '../plans/replay-plan.ts';
import type { StartCommand } from '../replay-command.ts';
import { type RecoveryWorkflow, type ReplayRun, RunExistsError, type Runs } from './replay-run.ts';
import { type Reservation, type Reservations, reserve } from './reservations.ts';

export interface StartPorts extends Pick<PlanPorts, 'archive' | 'book' | 'plans' | 'settings' | 'now'> {
  readonly runs: Runs;
  readonly reservations: Reservations;
  readonly workflow: RecoveryWorkflow;
}

/** @throws NotFoundError which tells a plan of another stage from one that never was */
export async function findPlan(
  planId: string,
  { plans, settings }: Pick<PlanPorts, 'plans' | 'settings'>,
): Promise<ReplayPlan> {
  const plan = await plans.find(planId);
  if (plan) return plan;
  const stage = planId.slice(0, planId.lastIndexOf('.'));
  throw new NotFoundError(
    stage !== '' && stage !== settings.prefix
      ? `The plan ${planId} was made for ${stage}, and this is ${settings.prefix}. Start it there, or plan here.`
      : `There is no plan ${planId}. Make one with {"action":"plan",…}.`,
  );
}

/** @throws StalePlanError, NotFoundError */
async function checkFresh(plan: ReplayPlan, ports: StartPorts): Promise<void> {
  const { planId, expiresAt, createdAt, temporaryRule, window, rules } = plan;
  if (Date.parse(expiresAt) < ports.now) {
    throw new StalePlanError(`The plan ${planId} was made ${createdAt} and was good until ${expiresAt}. Plan again.`);
  }
  const archive = await findArchive(plan.archive.name, ports);
  const found: BusRule[] = [];
  for (const { rule } of rules) {
    const now = await ports.book.find(rule);
    if (!now) throw new StalePlanError(`The rule ${rule} is gone since the plan ${planId} was made. Plan again.`);
    found.push(now);
  }
  if (digestInputs({ window, archive, rules: found, temporaryRule }) !== plan.digest) {
    throw new StalePlanError(
      `A rule or the archive has changed since the plan ${planId} was made ${createdAt}. Plan again.`,
    );
  }
}

/** @throws PlanRefusedError */
function checkSafe({ planId, towards, rules }: ReplayPlan, accepted: readonly string[]): void {
  if (towards.length === 0) {
    throw new PlanRefusedError(
      `The plan ${planId} is a preview of every rule. Plan again with the rules of your choice.`,
    );
  }
  const [disabled] = rules.filter(({ rule, state }) => state === 'DISABLED' && towards.includes(rule));
  if (disabled) {
    throw new PlanRefusedError(
      `The rule ${disabled.rule} is disabled and would get nothing. Enable it or leave it out, and plan again.`,
    );
  }
  const unsafe = rules.filter(
    ({ rule, onReplay, matches }) => onReplay === 'unsafe' && matches > 0 && !accepted.includes(rule),
  );
  if (unsafe.length === 0) return;
  const names = unsafe.map(({ rule }) => rule);
  throw new PlanRefusedError(
    `Unsafe to repeat: ${names.join(', ')}. Leave them out, or say that you accept it: "acceptUnsafe":${JSON.stringify(names)}.`,
  );
}

const inputOf = ({ planId, archive, busArn, window, windows, towards, temporaryRule }: ReplayPlan): object => {
  const prefix = `${busArn.replace(':event-bus/', ':rule/')}/`;
  return {
    planId,
    archiveArn: archive.arn,
    busArn,
    ruleArns: towards.map((name) => `${prefix}${name}`),
    to: window.to,
    windows: windows.map(({ index, from, to }) => ({ index, from, to })),
    ...(temporaryRule ? { temporaryRule } : {}),
  };
};

/**
 * Starts what was planned. A plan is started once.
 * @param mayRun throws where it must not run beside those that stand
 * @throws NotFoundError, StalePlanError, PlanRefusedError, RunExistsError
 */
export async function startRun(
  command: StartCommand,
  ports: StartPorts,
  mayRun?: (standing: readonly Reservation[]) => void,
): Promise<ReplayRun> {
  const { planId, acceptUnsafe = [], reason = '' } = command;
  const { plans, runs, workflow, now } = ports;
  const plan = await findPlan(planId, ports);
  const before = await runs.find(planId);
  if (before && (before.endedAt !== undefined || (await workflow.stateOf(planId)) !== 'NOT_STARTED')) {
    throw new RunExistsError(`The plan ${planId} was started ${before.startedAt}; ask for its status, or plan again.`);
  }
  if (plan.towards.length > 0) await checkFresh(plan, ports);
  checkSafe(plan, acceptUnsafe);
  await reserve(plan, ports, mayRun);
  const run: ReplayRun = { planId, reason, startedAt: new Date(now).toISOString(), state: 'NOT_STARTED' };
  if (!before) await runs.create(run);
  await plans.keep(plan);
  await workflow.start(planId, inputOf(plan));
  // Not written down: a short run may have ended by now, and written down how.
  return { ...run, state: 'RUNNING' };
}
