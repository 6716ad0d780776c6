import type { Clock } from '../../../core/clock.ts';

const SECOND = 1_000;

/** Lets so many through in each second of the clock, first come, first served. */
export interface RateLimit {
  /** Resolves when it is this caller's turn. @param key whose rate it is @param rate turns a second */
  turn(key: string, rate: number): Promise<void>;
}

export function createRateLimit(clock: Clock): RateLimit {
  const windows = new Map<string, { start: number; taken: number }>();
  return {
    async turn(key, rate) {
      const now = clock.now();
      const window = windows.get(key) ?? { start: now, taken: 0 };
      windows.set(key, window);
      if (now >= window.start + SECOND) {
        window.start = now;
        window.taken = 0;
      }
      // A window may be booked ahead: the n-th second from its start takes the n-th `rate` callers.
      const ahead = Math.floor(window.taken++ / rate);
      if (ahead > 0) await new Promise<void>((resolve) => clock.at(window.start + ahead * SECOND, resolve));
    },
  };
}
