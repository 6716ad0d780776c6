import { AwsError } from '../../../core/aws-error.ts';
import type { ServiceDeps } from '../../../core/service.ts';
import type { CodeStore } from '../code-store.ts';
import { LEAST_UNRESERVED } from '../concurrency.ts';
import { type FunctionVersion, functionKey } from '../function.ts';
import { checkRunnable } from '../runtimes.ts';
import { runInSlot } from './run-in-slot.ts';
import { openSlot, type Slot } from './slot.ts';

export interface RunResult {
  /** JSON. */
  readonly payload: string;
  /** `Unhandled`, where the function failed. */
  readonly functionError: string | undefined;
  /** The last 4 KB of the log, for `LogType: Tail`. */
  readonly tail: string;
}

export interface RunOptions {
  readonly requestId: string;
  /** JSON. */
  readonly payload: string;
  readonly qualifier: string;
  /** JSON. */
  readonly clientContext: string | undefined;
  readonly concurrency: {
    /** `functionKey` of the function. */
    readonly key: string;
    readonly reserved: number | undefined;
    /** What all functions without a reservation may have together. */
    readonly unreserved: () => number;
  };
}

export interface Pool {
  /** Runs a version once. @throws AwsError `TooManyRequestsException` over the concurrency allowed, `InvalidRuntimeException` */
  run(version: FunctionVersion, options: RunOptions): Promise<RunResult>;
  /** Ends the idle environments of a function. */
  retire(version: Pick<FunctionVersion, 'accountId' | 'region' | 'name'>): void;
  stop(): Promise<void>;
}

/** Threads cost memory: more than so many environments of all functions wait for one another. */
const ENVIRONMENTS = 96;
const IDLE_MILLISECONDS = 5 * 60_000;

const throttled = (Reason: string): AwsError =>
  new AwsError('TooManyRequestsException', 'Rate Exceeded.', { fields: { Reason } });

/** Counts what runs, and refuses what would be too much. */
function createConcurrency() {
  const counts = new Map<string, number>();
  let unreserved = 0;
  return {
    enter({ key, reserved, unreserved: most }: RunOptions['concurrency']): () => void {
      const running = counts.get(key) ?? 0;
      if (reserved !== undefined && running >= reserved)
        throw throttled('ReservedFunctionConcurrentInvocationLimitExceeded');
      // The least there can be is never exceeded; only beyond it is the account looked at.
      if (reserved === undefined && unreserved >= LEAST_UNRESERVED && unreserved >= most())
        throw throttled('ConcurrentInvocationLimitExceeded');
      counts.set(key, running + 1);
      if (reserved === undefined) unreserved++;
      return () => {
        const left = (counts.get(key) ?? 1) - 1;
        if (left === 0) counts.delete(key);
        else counts.set(key, left);
        if (reserved === undefined) unreserved--;
      };
    },
  };
}

/** The execution environments of all functions: reused while they are warm, ended when idle for long. */
export function createPool(deps: ServiceDeps, code: CodeStore): Pool {
  const { clock } = deps;
  const idle = new Map<string, Slot[]>();
  const busy = new Set<Slot>();
  const waiting: (() => void)[] = [];
  const concurrency = createConcurrency();
  let total = 0;
  let stopped = false;

  const drop = (slot: Slot): void => {
    total--;
    void slot.log.flush();
    slot.environment.stop().catch(() => undefined);
    waiting.shift()?.();
  };
  const keep = (key: string, isKept: (slot: Slot) => boolean): void => {
    const slots = idle.get(key) ?? [];
    const kept = slots.filter(isKept);
    if (kept.length > 0) idle.set(key, kept);
    else idle.delete(key);
    for (const slot of slots) if (!kept.includes(slot)) drop(slot);
  };
  const reap = (): void => {
    const limit = clock.now() - IDLE_MILLISECONDS;
    for (const key of [...idle.keys()]) keep(key, ({ usedAt }) => usedAt > limit);
    if (!stopped) cancelReap = clock.at(clock.now() + IDLE_MILLISECONDS, reap);
  };
  let cancelReap = clock.at(clock.now() + IDLE_MILLISECONDS, reap);

  /** A warm environment; those of an older revision end here. */
  const take = (key: string, { version, revision }: FunctionVersion): Slot | undefined => {
    keep(
      key,
      ({ version: own, environment }) =>
        environment.isAlive() && (own.version !== version || own.revision === revision),
    );
    const slots = idle.get(key) ?? [];
    const at = slots.findLastIndex(({ version: own }) => own.version === version);
    return at < 0 ? undefined : slots.splice(at, 1)[0];
  };
  const makeRoom = async (): Promise<void> => {
    while (total >= ENVIRONMENTS) {
      const [key, slots] = [...idle].find(([, list]) => list.length > 0) ?? [];
      if (key !== undefined) keep(key, (slot) => slot !== slots?.[0]);
      else await new Promise<void>((resolve) => waiting.push(resolve));
    }
    total++;
  };
  const open = async (version: FunctionVersion): Promise<Slot> => {
    await makeRoom();
    try {
      return await openSlot(deps, code, version);
    } catch (error) {
      total--;
      waiting.shift()?.();
      throw error;
    }
  };
  const give = (key: string, slot: Slot): void => {
    busy.delete(slot);
    slot.usedAt = clock.now();
    if (stopped || !slot.environment.isAlive()) {
      drop(slot);
      return;
    }
    idle.set(key, [...(idle.get(key) ?? []), slot]);
    waiting.shift()?.();
  };

  return {
    async run(version, options) {
      checkRunnable(version.runtime);
      const { key } = options.concurrency;
      const leave = concurrency.enter(options.concurrency);
      try {
        const slot = take(key, version) ?? (await open(version));
        busy.add(slot);
        try {
          return await runInSlot(deps, slot, options);
        } finally {
          give(key, slot);
        }
      } finally {
        leave();
      }
    },
    retire: (version) => keep(functionKey(version, version.name), () => false),
    async stop() {
      stopped = true;
      cancelReap();
      const slots = [...busy, ...[...idle.values()].flat()];
      idle.clear();
      await Promise.all(
        slots.map(async ({ log, environment }) => {
          await log.flush();
          await environment.stop();
        }),
      );
    },
  };
}
