import { randomUUID } from 'node:crypto';
import type { MeasuredRate } from '../replays/plans/estimate.ts';
import type { ReplayPlan, ReplayPlans } from '../replays/plans/replay-plan.ts';
import { type ReplayRun, RunExistsError, type Runs } from '../replays/runs/replay-run.ts';
import type { Reservation, Reservations } from '../replays/runs/reservations.ts';
import { ConditionError, type Place, type RegistryTable } from './registry-table.ts';

/** All reservations are one document, so that they change together. */
interface Held {
  readonly held: readonly Reservation[];
  readonly revision: string;
}

/** Seconds for which a plan is kept after it cannot be started any more. */
const AFTERLIFE = 24 * 60 * 60;

const plan = (planId: string): Place => ({ owner: 'plan', name: planId });
const run = (planId: string): Place => ({ owner: 'run', name: planId });
const HELD: Place = { owner: 'reservations', name: 'held' };
const RATE: Place = { owner: 'figures', name: 'rate' };

/** Plans, runs, reservations and measured figures in a table of documents. */
export class ReplayStore {
  readonly #table: RegistryTable;

  constructor(table: RegistryTable) {
    this.#table = table;
  }

  readonly plans: ReplayPlans = {
    save: (saved) => {
      const expires = Math.ceil(Date.parse(saved.expiresAt) / 1000) + AFTERLIFE;
      return this.#table.put(plan(saved.planId), saved, saved.digest, undefined, expires);
    },
    keep: (kept) => this.#table.put(plan(kept.planId), kept, kept.digest),
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

  readonly reservations: Reservations = {
    held: async () => (await this.#table.get<Held>(HELD))?.held ?? [],
    change: async (change) => {
      for (;;) {
        const known = await this.#table.get<Held>(HELD);
        const held = await change(known?.held ?? []);
        const revision = randomUUID();
        try {
          const wanted = known ? { revision: known.revision } : ({ absent: true } as const);
          return await this.#table.put(HELD, { held, revision } satisfies Held, revision, wanted);
        } catch (error) {
          if (!(error instanceof ConditionError)) throw error;
        }
      }
    },
  };

  rate(): Promise<MeasuredRate | undefined> {
    return this.#table.get<MeasuredRate>(RATE);
  }

  async remember(rate: MeasuredRate): Promise<void> {
    await this.#table.put(RATE, rate, rate.planId);
  }
}
