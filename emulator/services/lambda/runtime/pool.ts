import type { Cancel } from '../../../core/clock.ts';
import type { ServiceDeps } from '../../../core/service.ts';
import type { CodeStore } from '../code-store.ts';
import { type FunctionVersion, functionKey } from '../function.ts';
import { checkRunnable } from '../runtimes.ts';
import { createPace } from './pace.ts';
import { runInSlot } from './run-in-slot.ts';
import { createRunning } from './running.ts';
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
/** Environments that may load their handlers at the same time. */
const STARTING_AT_A_TIME = 2;
/** How long the last environment of a function stays warm, and how long those beside it. */
const IDLE_MILLISECONDS = 5 * 60_000;
const SPARE_MILLISECONDS = 30_000;
const REAP_MILLISECONDS = 15_000;

/** Who waits for an environment: a new one, or one that gets free before. */
interface Waiter {
  readonly key: string;
  readonly version: FunctionVersion;
  /** Of `performance.now()`. */
  readonly since: number;
  readonly resolve: (slot: Slot) => void;
  readonly reject: (error: unknown) => void;
}

/** The execution environments of all functions: reused while they are warm, ended when idle for long. */
export function createPool(deps: ServiceDeps, code: CodeStore): Pool {
  const { clock } = deps;
  const idle = new Map<string, Slot[]>();
  const busy = new Set<Slot>();
  /** Environments by function, at work or idle. */
  const alive = new Map<string, number>();
  /** When a function had its last environment started. */
  const grown = new Map<string, number>();
  const waiters: Waiter[] = [];
  const running = createRunning();
  let total = 0;
  let starting = 0;
  let stopped = false;

  const drop = (key: string, slot: Slot): void => {
    count(key, -1);
    void slot.log.flush();
    slot.environment.stop().catch(() => undefined);
    pump();
  };
  const keep = (key: string, isKept: (slot: Slot) => boolean): void => {
    const slots = idle.get(key) ?? [];
    const kept = slots.filter(isKept);
    if (kept.length > 0) idle.set(key, kept);
    else idle.delete(key);
    for (const slot of slots) if (!kept.includes(slot)) drop(key, slot);
  };
  let cancelReap: Cancel | undefined;
  /** Looks after idle environments, and only while there are any. */
  const reapLater = (): void => {
    if (!stopped && idle.size > 0) cancelReap ??= clock.at(clock.now() + REAP_MILLISECONDS, reap);
  };
  const reap = (): void => {
    cancelReap = undefined;
    const now = clock.now();
    for (const [key, slots] of [...idle]) {
      // The last of a list was used last, and is taken first.
      const newest = slots.at(-1);
      keep(key, (slot) => now - slot.usedAt < (slot === newest ? IDLE_MILLISECONDS : SPARE_MILLISECONDS));
    }
    reapLater();
  };

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
  /** Whether there may be one more; where there are too many, one that is idle makes room. */
  const hasRoom = (): boolean => {
    if (total < ENVIRONMENTS) return true;
    const [key, slots] = [...idle].find(([, list]) => list.length > 0) ?? [];
    if (key === undefined) return false;
    keep(key, (slot) => slot !== slots?.[0]);
    return true;
  };
  /** Whether an environment may be started for who waits: the first of a function at once, more at a pace. */
  const mayStart = ({ key, since }: Waiter): boolean =>
    !alive.has(key) || pace.mayGrow(Math.max(since, grown.get(key) ?? 0));
  /** Starts environments for those who wait, a few at a time: more would only slow one another down. */
  const pump = (): void => {
    while (!stopped && starting < STARTING_AT_A_TIME) {
      const at = waiters.findIndex(mayStart);
      if (at < 0 || !hasRoom()) break;
      for (const waiter of waiters.splice(at, 1)) void open(waiter);
    }
    if (waiters.length > 0 && !stopped) pace.keepLooking();
  };
  const pace = createPace(() => {
    pump();
    return waiters.length > 0 && !stopped;
  });
  /** Counts an environment of a function in or out. */
  const count = (key: string, more: 1 | -1): void => {
    total += more;
    alive.set(key, (alive.get(key) ?? 0) + more);
    if (alive.get(key) !== 0) return;
    alive.delete(key);
    grown.delete(key);
  };
  const open = async ({ key, version, resolve, reject }: Waiter): Promise<void> => {
    starting++;
    count(key, 1);
    grown.set(key, performance.now());
    try {
      const slot = await openSlot(deps, code, version);
      resolve(slot);
      await slot.environment.initialised;
    } catch (error) {
      count(key, -1);
      reject(error);
    }
    starting--;
    pump();
  };
  const give = (key: string, slot: Slot): void => {
    busy.delete(slot);
    slot.usedAt = clock.now();
    if (stopped || !slot.environment.isAlive()) {
      drop(key, slot);
      return;
    }
    const { version, revision } = slot.version;
    const at = waiters.findIndex(
      (each) => each.key === key && each.version.version === version && each.version.revision === revision,
    );
    if (at >= 0) waiters.splice(at, 1)[0]?.resolve(slot);
    else idle.set(key, [...(idle.get(key) ?? []), slot]);
    reapLater();
    pump();
  };
  const obtain = (key: string, version: FunctionVersion): Promise<Slot> =>
    new Promise((resolve, reject) => {
      waiters.push({ key, version, since: performance.now(), resolve, reject });
      pump();
    });

  return {
    async run(version, options) {
      checkRunnable(version.runtime);
      const { key } = options.concurrency;
      const leave = running.enter(options.concurrency);
      try {
        const slot = take(key, version) ?? (await obtain(key, version));
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
      cancelReap?.();
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
