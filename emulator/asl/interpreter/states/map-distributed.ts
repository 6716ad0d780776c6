import type { MapState } from '../../definition.ts';
import { stateOutput } from '../../flow/state-output.ts';
import type { Json } from '../../json.ts';
import type { ErrorOutput } from '../../states-error.ts';
import { scopeOf } from '../context.ts';
import { fail } from '../failure.ts';
import { exit } from '../move.ts';
import { emit, emitAfter, nextNumber } from '../turn.ts';
import type { MapBeginning } from './map.ts';
import type { Place } from './room.ts';

/** The thresholds are looked at after the Map has started. [recorded] */
function tolerance({ state }: Place<MapState>, { scope }: MapBeginning) {
  const count = state.toleratedFailureCount?.evaluate(scope);
  const percentage = state.toleratedFailurePercentage?.evaluate(scope);
  return {
    ...(count === undefined ? {} : { toleratedFailureCount: count }),
    ...(percentage === undefined ? {} : { toleratedFailurePercentage: percentage }),
  };
}

export const mapDistributed = {
  begin(place: Place<MapState>, beginning: MapBeginning): void {
    const { turn, thread, frame, state } = place;
    const limits = tolerance(place, beginning);
    const { scope, items, maxConcurrency } = beginning;
    const mapRun = nextNumber(turn.run);
    const mapRunArn = turn.run.facts.mapRunArnOf(state.label, mapRun);
    emit(turn, thread, 'MapRunStarted', { mapRunArn });
    const given = items === undefined ? {} : { items };
    const request = { mapRun, mapRunArn, state, scope, maxConcurrency, ...given, ...limits };
    frame.waiting = { kind: 'mapRun', request };
    turn.run.mapRuns.set(mapRun, thread);
    turn.effects.push({ kind: 'mapRun', redriven: false, request });
  },

  /** The same map run goes on with what did not succeed. False: there is none yet. */
  redrive({ turn, thread, frame }: Place<MapState>): boolean {
    const { waiting } = frame;
    if (waiting?.kind !== 'mapRun') return false;
    const { request } = waiting;
    const { redriveCount } = turn.run;
    emit(turn, thread, 'MapRunRedriven', { mapRunArn: request.mapRunArn, redriveCount });
    turn.run.mapRuns.set(request.mapRun, thread);
    turn.effects.push({ kind: 'mapRun', redriven: true, request });
    return true;
  },

  done({ turn, thread, frame, state }: Place<MapState>, output: string): void {
    const { waiting } = frame;
    if (waiting?.kind !== 'mapRun') return;
    turn.run.mapRuns.delete(waiting.request.mapRun);
    frame.waiting = undefined;
    const succeeded = emitAfter(turn, thread.previous, 'MapRunSucceeded');
    emitAfter(turn, succeeded, 'MapStateSucceeded');
    // [most recordings; in those since 2024-11 the state's end follows from the map run's start]
    thread.previous = succeeded;
    const result = JSON.parse(output) as Json;
    exit(turn, thread, frame, stateOutput(state, scopeOf(turn, thread, frame), result, turn.trace), state.next);
  },

  failed({ turn, thread, frame }: Place<MapState>, failure: ErrorOutput): void {
    const { waiting } = frame;
    if (waiting?.kind !== 'mapRun') return;
    turn.run.mapRuns.delete(waiting.request.mapRun);
    const { Error: error, Cause: cause } = failure;
    emit(turn, thread, 'MapRunFailed', {
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
    });
    fail(turn, thread, frame, failure);
  },
};
