import type { Input } from '../../../asl/interpreter/index.ts';
import type { Live } from './live.ts';

type Notes = { readonly [K in Input['kind']]?: (live: Live, input: Extract<Input, { kind: K }>) => void };

const NOTES: Notes = {
  continue(live) {
    live.yielded = false;
  },
  timer: (live, { timer }) => void live.timers.delete(timer),
  taskStarted(live, { task }) {
    const open = live.tasks.get(task);
    if (open) open.started = true;
  },
  taskSubmitted(live, { task, output }) {
    const open = live.tasks.get(task);
    if (open) open.submitted = output;
  },
  taskSucceeded: (live, { task }) => void live.tasks.delete(task),
  taskFailed: (live, { task }) => void live.tasks.delete(task),
  mapRunSucceeded: (live, { mapRun }) => void live.mapRuns.delete(mapRun),
  mapRunFailed: (live, { mapRun }) => void live.mapRuns.delete(mapRun),
};

/** Strikes out what an input answers. */
export function noteInput(live: Live, input: Input): void {
  const note = NOTES[input.kind] as ((live: Live, input: Input) => void) | undefined;
  note?.(live, input);
}
