import type { Effect } from '../../../asl/interpreter/index.ts';
import type { Live } from './live.ts';

type Notes = { readonly [K in Effect['kind']]: (live: Live, effect: Extract<Effect, { kind: K }>) => void };

const NOTES: Notes = {
  task(live, { request }) {
    live.tasks.set(request.task, { request, submitted: undefined, started: false, abort: new AbortController() });
  },
  cancelTask(live, { task }) {
    live.tasks.get(task)?.abort.abort();
    live.tasks.delete(task);
  },
  timer: (live, { timer, at }) => void live.timers.set(timer, { at, cancel: undefined }),
  cancelTimer(live, { timer }) {
    live.timers.get(timer)?.cancel?.();
    live.timers.delete(timer);
  },
  mapRun: (live, { request, redriven }) =>
    void live.mapRuns.set(request.mapRun, { request, redriven, cancelled: () => {} }),
  cancelMapRun(live, { mapRun }) {
    const open = live.mapRuns.get(mapRun);
    live.mapRuns.delete(mapRun);
    open?.cancelled();
  },
  yield(live) {
    live.yielded = true;
  },
  end() {},
};

/** Keeps what an execution has asked for and not got yet. What it does about it is another matter. */
export function noteEffects(live: Live, effects: readonly Effect[]): void {
  for (const effect of effects) {
    const note = NOTES[effect.kind] as (live: Live, effect: Effect) => void;
    note(live, effect);
  }
}
