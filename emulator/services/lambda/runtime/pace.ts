/** How often a look is taken while invocations wait. */
const TICK_MILLISECONDS = 50;
/** A look that comes so late means that the processors have more to do than they can. */
const BUSY_MILLISECONDS = 30;
/** What an invocation waits for a warm environment before a new one is started for it. */
const PATIENCE_MILLISECONDS = 100;
/** On a busy machine too a new one is started in the end: those that run may be waiting for just this one. */
const LONGEST_PATIENCE_MILLISECONDS = 2_000;

export interface Pace {
  /** Whether a function that has environments, all of them at work, may have another one for an invocation. @param since of `performance.now()` */
  mayGrow(since: number): boolean;
  /** Looks again, and again, until `look` says that nobody waits any more. */
  keepLooking(): void;
}

/**
 * Slows the growth of functions on a machine that is busy. A hundred environments that start at once on
 * two processors finish nothing, and starve the emulator that they call; AWS has more processors. Time
 * here is real time: it is threads and processors that are measured.
 */
export function createPace(look: () => boolean): Pace {
  let due = 0;
  let isBusy = false;
  let timer: NodeJS.Timeout | undefined;
  const tick = (): void => {
    isBusy = performance.now() - due > BUSY_MILLISECONDS;
    timer = undefined;
    if (look()) keepLooking();
  };
  const keepLooking = (): void => {
    if (timer) return;
    due = performance.now() + TICK_MILLISECONDS;
    timer = setTimeout(tick, TICK_MILLISECONDS).unref();
  };
  return {
    mayGrow(since) {
      const waited = performance.now() - since;
      return waited >= (isBusy ? LONGEST_PATIENCE_MILLISECONDS : PATIENCE_MILLISECONDS);
    },
    keepLooking,
  };
}
