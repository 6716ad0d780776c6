import type { StateGraph } from '../../definition.ts';
import type { JsonObject } from '../../json.ts';
import type { Datum } from '../datum.ts';
import { type ChildrenWaiting, createThread, type Frame, type Thread } from '../run.ts';
import type { Turn } from '../turn.ts';

/** Begins a branch or an iteration inside the state that `thread` is in. */
export function beginChild(
  turn: Turn,
  thread: Thread,
  frame: Frame,
  waiting: ChildrenWaiting,
  child: {
    readonly graph: StateGraph;
    readonly index: number;
    readonly input: Datum;
    readonly previous: number;
    readonly mapItem?: JsonObject;
  },
): void {
  const { graph, index, input, previous, mapItem } = child;
  const start = { mapItem, variables: frame.scopeVariables, previous };
  const made = createThread(graph, thread, index, start, input);
  waiting.threads[index] = made;
  waiting.open++;
  turn.run.ready.push(made);
}
