import type { Cancel, Instant } from '../../../core/clock.ts';
import { type Archive, archiveKey, expiryOf } from '../archives/archive.ts';
import type { ArchivedEvent } from '../archives/archived-events.ts';
import type { BusEvent } from '../bus-event.ts';
import { findBus } from '../buses/bus.ts';
import { replayedEnvelope } from '../put-events/envelope.ts';
import type { EventsState } from '../state.ts';
import { isActive, keyOfReplay, type Replay } from './replay.ts';

/** Carries out replays. */
export interface ReplayRunner {
  /** Begins, or ends, a replay that was started or cancelled. */
  run(replay: Replay): void;
  /** Takes up the replays that a stop or a crash interrupted, each behind the last event it had replayed. */
  start(): void;
  stop(): void;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-replay-archived-event.html: events are replayed by minutes of their time. */
const MINUTE = 60_000;
/** Events a turn of the loop, so that the rest of the emulator stays responsive. */
const BATCH = 250;

const minuteEnd = (time: Instant): Instant => Math.floor(time / MINUTE) * MINUTE + MINUTE - 1;

export function createReplayRunner(state: EventsState): ReplayRunner {
  const { clock, store, log } = state.deps;
  const timers = new Map<string, Cancel>();
  const running = new Set<string>();
  let stopped = false;

  const finish = (replay: Replay, ended: Pick<Replay, 'state' | 'reason'>): void => {
    state.replays.put(keyOfReplay(replay), { ...replay, ...ended, ended: clock.now() });
  };

  const pageOf = (replay: Replay, archive: Archive): ArchivedEvent[] => {
    const now = clock.now();
    const ingestedTo = now - state.options.archiveLag;
    const range = {
      ingestedFrom: expiryOf(archive, now),
      ingestedTo,
      after: replay.mark ?? { time: replay.from, id: 0 },
    };
    // First the rest of the minute, then the next minute that holds anything.
    const to = Math.min(replay.to, minuteEnd(range.after.time));
    const page = state.archived.page(archive.id, { ...range, to }, BATCH);
    if (page.length > 0 || to >= replay.to) return page;
    const [next] = state.archived.page(archive.id, { ...range, to: replay.to }, 1);
    if (!next) return [];
    return state.archived.page(archive.id, { ...range, to: Math.min(replay.to, minuteEnd(next.time)) }, BATCH);
  };

  const replayed = ({ time, envelope }: ArchivedEvent, name: string): BusEvent => {
    const id = /^\{"version":"0","id":"([^"]+)"/.exec(envelope)?.[1] ?? '';
    return { id, time, ingested: clock.now(), envelope: replayedEnvelope(envelope, name) };
  };

  /** One step: a page of events, or the end. */
  const step = async (replay: Replay): Promise<void> => {
    if (replay.state === 'CANCELLING') return finish(replay, { state: 'CANCELLED', reason: undefined });
    const archive = state.archives.get(archiveKey(replay, replay.archive));
    const bus = findBus(state, replay, replay.bus);
    if (archive?.id !== replay.archiveId) {
      return finish(replay, { state: 'FAILED', reason: 'Archive resource not found.' });
    }
    if (!bus) return finish(replay, { state: 'FAILED', reason: `Event bus ${replay.bus} does not exist.` });
    const page = pageOf(replay, archive);
    const last = page.at(-1);
    if (!last) return finish(replay, { state: 'COMPLETED', reason: undefined });
    const only = replay.filterArns && new Set(replay.filterArns);
    await state.intake.accept(
      bus,
      page.map((event) => replayed(event, replay.name)),
      only,
    );
    const current = state.replays.get(keyOfReplay(replay)) ?? replay;
    state.replays.put(keyOfReplay(replay), { ...current, mark: { time: last.time, id: last.id } });
  };

  const carryOut = async (key: string): Promise<void> => {
    running.add(key);
    let replay = state.replays.get(key);
    if (replay?.state === 'STARTING') {
      replay = { ...replay, state: 'RUNNING' };
      state.replays.put(key, replay);
    }
    while (replay && isActive(replay) && !stopped) {
      await step(replay);
      // The mark and the deliveries are one transaction; the next begins on the next turn.
      await store.committed();
      replay = state.replays.get(key);
    }
    running.delete(key);
  };

  const run = (replay: Replay): void => {
    const key = keyOfReplay(replay);
    if (running.has(key) || timers.has(key) || stopped) return;
    const begin = (): void => {
      timers.delete(key);
      carryOut(key).catch((error: unknown) => {
        running.delete(key);
        log.error('a replay failed', { replay: replay.name, error: String(error) });
      });
    };
    timers.set(key, clock.at(clock.now(), begin));
  };

  return {
    run,
    start() {
      for (const replay of state.replays.values()) if (isActive(replay)) run(replay);
    },
    stop() {
      stopped = true;
      for (const cancel of timers.values()) cancel();
    },
  };
}
