import type { MapState } from '../../definition.ts';
import { effectiveInput, withInput } from '../../flow/state-input.ts';
import { stateOutput } from '../../flow/state-output.ts';
import type { Json } from '../../json.ts';
import { itemOf, scopeOf } from '../context.ts';
import { type Datum, datum } from '../datum.ts';
import { exit } from '../move.ts';
import type { ChildrenWaiting, Thread } from '../run.ts';
import { emitAfter } from '../turn.ts';
import { beginChild } from './children.ts';
import type { MapEntry } from './map-items.ts';
import type { Place } from './room.ts';

/** So many iterations run at once, whatever MaxConcurrency allows. https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html */
const MOST_AT_ONCE = 40;

/** @param previous the event that the iteration follows from */
function beginIteration(place: Place<MapState>, waiting: MapWaiting, previous: number): void {
  const { turn, thread, frame, state } = place;
  const index = waiting.next++;
  const entry = waiting.entries[index];
  if (!entry) return;
  const item = itemOf(index, entry.value, entry.key);
  let input = entry.value;
  if (state.itemSelector) {
    const outer = scopeOf(turn, thread, frame, undefined, item);
    input = state.itemSelector.evaluate(withInput(outer, effectiveInput(state.flow, outer)));
  }
  const started = emitAfter(turn, previous, 'MapIterationStarted', { name: state.name, index });
  beginChild(turn, thread, frame, waiting, {
    graph: state.processor,
    index,
    input: datum(input),
    previous: started,
    mapItem: item,
  });
}

export interface MapWaiting extends ChildrenWaiting {
  readonly entries: readonly MapEntry[];
}

export function beginIterations(place: Place<MapState>, entries: readonly MapEntry[], maxConcurrency: number): void {
  const { thread, frame } = place;
  const concurrency = maxConcurrency === 0 ? MOST_AT_ONCE : Math.min(maxConcurrency, MOST_AT_ONCE);
  const waiting: MapWaiting = { kind: 'children', threads: [], results: [], next: 0, open: 0, entries, concurrency };
  frame.waiting = waiting;
  const previous = thread.previous;
  while (waiting.next < Math.min(entries.length, concurrency)) beginIteration(place, waiting, previous);
  if (entries.length === 0) complete(place, waiting);
}

function complete({ turn, thread, frame, state }: Place<MapState>, waiting: MapWaiting): void {
  emitAfter(turn, thread.previous, 'MapStateSucceeded');
  const result: Json = waiting.entries.map((_entry, i) => waiting.results[i]?.value ?? null);
  exit(turn, thread, frame, stateOutput(state, scopeOf(turn, thread, frame), result, turn.trace), state.next);
}

export const mapInline = {
  childDone(place: Place<MapState>, child: Thread, output: Datum): void {
    const { turn, thread, frame, state } = place;
    const waiting = frame.waiting as MapWaiting | undefined;
    if (waiting?.kind !== 'children') return;
    waiting.results[child.index] = output;
    waiting.threads[child.index] = undefined;
    waiting.open--;
    const previous = child.previous;
    thread.previous = emitAfter(turn, previous, 'MapIterationSucceeded', { name: state.name, index: child.index });
    if (waiting.next < waiting.entries.length) beginIteration(place, waiting, previous);
    else if (waiting.open === 0) complete(place, waiting);
  },
};
