import { randomUUID } from 'node:crypto';
import type { MeasuredRate } from '../replays/plans/estimate.ts';
import type { ReplayPlan, ReplayPlans } from '../replays/plans/replay-plan.ts';
import { type ReplayRun, RunExistsError, type RunLocks, type Runs } from '../replays/runs/replay-run.ts';
import { ConditionError, type Place, type RegistryTable } from './registry-table.ts';

interface Lock {
  readonly planId: string;
}

const plan = (planId: string): Place => ({ owner: 'plan', name: planId });
const run = (planId: string): Place => ({ owner: 'run', name: planId });
const lockPlace = (lock: string): Place => ({ owner: 'lock', name: lock });
const RATE: Place = { owner: 'figures', name: 'rate' };

/** Plans, runs, locks and measured figures in a table of documents. */
export class ReplayStore {
  readonly #table: RegistryTable;

  constructor(table: RegistryTable) {
    this.#table = table;
  }

  readonly plans: ReplayPlans = {
    save: (saved) => this.#table.put(plan(saved.planId), saved, saved.digest),
    find: (planId) => this.#table.get<ReplayPlan>(plan(planId)),
  };

  readonly runs: Runs = {
    create: async (created) => {
      try {
        await this.#table.put(run(created.planId), created, randomUUID(), { absent: true });
      } catch (cause) {
        if (!(cause instanceof ConditionError)) throw cause;
        throw new RunExistsError(`The plan ${created.planId} is being started by somebody else.`, { cause });
      }
    },
    find: (planId) => this.#table.get<ReplayRun>(run(planId)),
    save: (saved) => this.#table.put(run(saved.planId), saved, randomUUID()),
  };

  readonly locks: RunLocks = {
    take: (lock, planId) => this.#claim(lock, planId, { absent: true }),
    pass: (lock, from, to) => this.#claim(lock, to, { revision: from }),
    release: async (lock, planId) => {
      try {
        await this.#table.delete(lockPlace(lock), { revision: planId });
      } catch (error) {
        if (!(error instanceof ConditionError)) throw error;
      }
    },
  };

  rate(): Promise<MeasuredRate | undefined> {
    return this.#table.get<MeasuredRate>(RATE);
  }

  async remember(rate: MeasuredRate): Promise<void> {
    await this.#table.put(RATE, rate, rate.planId);
  }

  /** A lock's revision is the plan that holds it. */
  async #claim(
    lock: string,
    planId: string,
    wanted: { readonly absent: true } | { readonly revision: string },
  ): Promise<string> {
    try {
      await this.#table.put(lockPlace(lock), { planId } satisfies Lock, planId, wanted);
      return planId;
    } catch (error) {
      if (!(error instanceof ConditionError)) throw error;
      return (await this.#table.get<Lock>(lockPlace(lock)))?.planId ?? planId;
    }
  }
}
