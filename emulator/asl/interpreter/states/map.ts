import type { MapState } from '../../definition.ts';
import { effectiveInput, withInput } from '../../flow/state-input.ts';
import type { Json } from '../../json.ts';
import type { Scope } from '../../scope.ts';
import { scopeOf } from '../context.ts';
import { emit } from '../turn.ts';
import { mapDistributed } from './map-distributed.ts';
import { beginIterations, mapInline } from './map-inline.ts';
import { entriesOf } from './map-items.ts';
import type { Place, Room } from './room.ts';

/** What both kinds of Map evaluate when they begin. */
export interface MapBeginning {
  readonly scope: Scope;
  readonly items: Json | undefined;
  readonly maxConcurrency: number;
}

function begin(place: Place<MapState>): void {
  const { turn, thread, frame, state } = place;
  const outer = scopeOf(turn, thread, frame);
  const scope = withInput(outer, effectiveInput(state.flow, outer, turn.trace));
  const items = state.itemReader ? undefined : (state.items?.evaluate(scope) ?? scope.input);
  if (turn.trace && items !== undefined) turn.trace.afterItemsPath = items;
  const maxConcurrency = state.maxConcurrency.evaluate(scope);
  const entries = items === undefined ? [] : entriesOf(items);
  emit(turn, thread, 'MapStateStarted', { length: entries.length });
  if (state.processor.mode === 'DISTRIBUTED') mapDistributed.begin(place, { scope, items, maxConcurrency });
  else beginIterations(place, entries, maxConcurrency);
}

/** Inline, its iterations are lines of this execution; distributed, they are executions of their own. */
export const map: Room<MapState> = {
  begin,
  childDone: mapInline.childDone,
  mapRunDone: mapDistributed.done,
  mapRunFailed: mapDistributed.failed,
  redrive: mapDistributed.redrive,
};
