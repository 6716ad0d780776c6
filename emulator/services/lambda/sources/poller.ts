import type { Cancel, Clock } from '../../../core/clock.ts';

/** What reads a source for a mapping. */
export interface Poller {
  stop(): void;
}

/** Tells what the last poll or batch came to, for `LastProcessingResult`. */
export type Report = (result: string) => void;

/** A flag that ends loops, and waits that it cuts short. */
export interface Lifetime {
  readonly isOver: () => boolean;
  /** Aborted when it is over. */
  readonly signal: AbortSignal;
  /** Resolves after so many milliseconds of the clock, or when it is over. */
  sleep(milliseconds: number): Promise<void>;
  end(): void;
}

export function createLifetime(clock: Clock): Lifetime {
  const wakers = new Set<() => void>();
  const controller = new AbortController();
  const { signal } = controller;
  return {
    isOver: () => signal.aborted,
    signal,
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        let cancel: Cancel = () => {};
        const wake = (): void => {
          cancel();
          wakers.delete(wake);
          resolve();
        };
        wakers.add(wake);
        cancel = clock.at(clock.now() + milliseconds, wake);
      }),
    end() {
      controller.abort();
      for (const wake of [...wakers]) wake();
    },
  };
}
