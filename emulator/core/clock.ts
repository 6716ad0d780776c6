/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** Cancels a timer; does nothing once it has fired. */
export type Cancel = () => void;

/** The only source of time in the emulator: waits, retries, retention and schedules all ask it. */
export interface Clock {
  now(): Instant;
  /** Calls `fire` once, at `when` or as soon after it as can be. A `when` in the past fires on the next turn of the loop. */
  at(when: Instant, fire: () => void): Cancel;
}

const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** Real time. Timers further away than `setTimeout` can hold are set again on the way. */
export function systemClock(): Clock {
  const now = (): Instant => Date.now();
  return {
    now,
    at(when, fire) {
      let handle: NodeJS.Timeout;
      const arm = (): void => {
        const left = when - now();
        handle = left > LONGEST_TIMEOUT ? setTimeout(arm, LONGEST_TIMEOUT) : setTimeout(fire, Math.max(0, left));
      };
      arm();
      return () => clearTimeout(handle);
    },
  };
}

/** Time that stands still until a test, or the `/_emulator/clock` endpoint, moves it. */
export interface DrivenClock extends Clock {
  /** Moves time on by so many milliseconds and fires what falls due, earliest first. Resolves when all have been fired. */
  advance(milliseconds: number): Promise<void>;
}

interface Timer {
  readonly when: Instant;
  readonly fire: () => void;
}

/** @param start the instant the clock shows first */
export function drivenClock(start: Instant): DrivenClock {
  let current = start;
  const timers = new Set<Timer>();
  const next = (limit: Instant): Timer | undefined => {
    let earliest: Timer | undefined;
    for (const timer of timers) if (timer.when <= limit && (!earliest || timer.when < earliest.when)) earliest = timer;
    return earliest;
  };
  const turn = (): Promise<void> => new Promise((done) => setImmediate(done));
  return {
    now: () => current,
    at(when, fire) {
      const timer = { when, fire };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(milliseconds) {
      const target = current + milliseconds;
      await turn();
      for (let timer = next(target); timer; timer = next(target)) {
        timers.delete(timer);
        current = Math.max(current, timer.when);
        timer.fire();
        await turn();
      }
      current = target;
    },
  };
}
