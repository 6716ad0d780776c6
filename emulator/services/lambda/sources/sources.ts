import type { Cancel } from '../../../core/clock.ts';
import type { LambdaState } from '../state.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { Mapping } from './mapping.ts';
import { pollQueue } from './poll-queue.ts';
import { pollStream } from './poll-stream.ts';
import type { Poller } from './poller.ts';

/** The pollers of all event source mappings. */
export interface Sources {
  /** Starts, restarts or ends the poller of a mapping, as it is now. */
  sync(mapping: Mapping): void;
  drop(mapping: Mapping): void;
  /** What the last batch or poll of a mapping came to. */
  lastResult(id: string): string | undefined;
  start(): void;
  stop(): void;
}

/** @param state is complete only when the first poller starts */
export function createSources(state: () => LambdaState, checkpoints: Checkpoints): Sources {
  const pollers = new Map<string, Poller>();
  const starts = new Map<string, Cancel>();
  const results = new Map<string, string>();

  const end = (id: string): void => {
    starts.get(id)?.();
    starts.delete(id);
    pollers.get(id)?.stop();
    pollers.delete(id);
  };
  const begin = (mapping: Mapping): void => {
    const report = (result: string): void => void results.set(mapping.id, result);
    starts.delete(mapping.id);
    const poller = mapping.stream
      ? pollStream(state(), checkpoints, mapping, mapping.stream, report)
      : pollQueue(state(), mapping, report);
    pollers.set(mapping.id, poller);
  };
  const sync = (mapping: Mapping): void => {
    end(mapping.id);
    if (!mapping.enabled) return;
    const { clock } = state().deps;
    starts.set(
      mapping.id,
      clock.at(Math.max(clock.now(), mapping.settlesAt), () => begin(mapping)),
    );
  };
  return {
    sync,
    drop(mapping) {
      end(mapping.id);
      results.delete(mapping.id);
      checkpoints.drop(mapping.id);
    },
    lastResult: (id) => results.get(id),
    start() {
      for (const mapping of state().mappings.values()) sync(mapping);
    },
    stop() {
      for (const id of new Set([...starts.keys(), ...pollers.keys()])) end(id);
    },
  };
}
