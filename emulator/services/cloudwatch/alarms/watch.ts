import type { Cancel, Clock, Instant } from '../../../core/clock.ts';
import type { CloudWatchState } from '../state.ts';
import { periodOf } from './alarm-period.ts';
import { judgeComposite, judgeMetric } from './judge.ts';

const MINUTE = 60_000;
const SHORTEST = 10_000;
/** Composite alarms may stand on each other; this many levels settle at once, deeper ones at the next minute. */
const LEVELS = 10;

/** Looks at the alarms: every minute, or every ten seconds where one has a period that short. */
export interface Watch {
  /** An alarm is new, or has another state. */
  changed(): void;
  /** Takes one sample of every state that services show as a metric, such as the length of a queue. */
  sample(now: Instant): void;
  start(): void;
  stop(): void;
}

/** @param state asked for late: the state holds this very object */
export function createWatch(clock: Clock, state: () => CloudWatchState): Watch {
  let cancel: Cancel | undefined;
  let settling = false;

  const sample = (now: Instant): void => {
    const metrics = state()
      .ports.sources()
      .flatMap((source) => source.sample());
    // What is true at the end of a minute is the value of that minute.
    state().reported.put(...metrics.map((metric) => ({ ...metric, time: now - 1 })));
  };
  const settle = (): void => {
    for (let level = 0; level < LEVELS; level++) {
      const before = JSON.stringify(
        state()
          .alarms.values()
          .map((alarm) => alarm.state.value),
      );
      for (const alarm of state().alarms.values())
        if (alarm.kind === 'composite') judgeComposite(state(), alarm, clock.now());
      if (
        JSON.stringify(
          state()
            .alarms.values()
            .map((alarm) => alarm.state.value),
        ) === before
      )
        return;
    }
  };
  const tick = (): void => {
    cancel = undefined;
    const now = clock.now();
    state().reported.flush();
    if (now % MINUTE === 0) sample(now);
    settling = true;
    for (const alarm of state().alarms.values()) if (alarm.kind === 'metric') judgeMetric(state(), alarm, now);
    settle();
    settling = false;
    arm();
  };
  const arm = (): void => {
    const alarms = state().alarms.values();
    if (cancel || alarms.length === 0) return;
    const step = alarms.some((alarm) => alarm.kind === 'metric' && periodOf(alarm.config) < 60) ? SHORTEST : MINUTE;
    cancel = clock.at((Math.floor(clock.now() / step) + 1) * step, tick);
  };
  return {
    sample,
    changed() {
      if (settling) return;
      settling = true;
      settle();
      settling = false;
      cancel?.();
      cancel = undefined;
      arm();
    },
    start: arm,
    stop: () => cancel?.(),
  };
}
