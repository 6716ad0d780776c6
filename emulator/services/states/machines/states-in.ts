import type { State, StateGraph } from '../../../asl/index.ts';

/** Graphs inside a state: the branches of a Parallel, the processor of a Map. */
function graphsIn(state: State): readonly StateGraph[] {
  if (state.type === 'Parallel') return state.branches;
  return state.type === 'Map' ? [state.processor] : [];
}

/** Every state of a graph and of the graphs inside it. */
export function* statesIn(graph: StateGraph): Generator<State> {
  for (const state of graph.states.values()) {
    yield state;
    for (const inner of graphsIn(state)) yield* statesIn(inner);
  }
}
