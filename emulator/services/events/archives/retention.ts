import type { Cancel } from '../../../core/clock.ts';
import type { EventsState } from '../state.ts';
import { type Archive, archiveKey, expiryOf } from './archive.ts';

/** Removes what archives no longer have to keep. What has expired counts as gone before it is removed. */
export interface Retention {
  /** To be called when an archive's retention has changed. */
  follow(archive: Archive): void;
  /** Removes the events of an archive that is deleted, in the open transaction and after it. */
  discard(archive: Archive): void;
  start(): void;
  stop(): void;
}

const DAY = 86_400_000;
/** Rows removed in one go, so that the loop stays responsive. */
const BATCH = 2_000;

export function createRetention(state: EventsState): Retention {
  const { clock, store, log, counters } = { ...state.deps, counters: state.counters };
  const timers = new Map<number, Cancel>();
  let stopped = false;
  const discarded = (id: number): string => `discarded/${String(id).padStart(12, '0')}`;

  const removeAll = async (id: number, upTo: number): Promise<void> => {
    while (!stopped && state.archived.expire(id, upTo, BATCH) === BATCH) await store.committed();
  };
  const report = (error: unknown): void => log.error('archived events could not be removed', { error: String(error) });

  /** Sleeps until the oldest event expires; a day where there is none. */
  const arm = (archive: Archive): void => {
    timers.get(archive.id)?.();
    if (archive.retentionDays === 0 || stopped) return void timers.delete(archive.id);
    const oldest = state.archived.oldest(archive.id) ?? clock.now();
    const fire = (): void => {
      const current = state.archives.get(archiveKey(archive, archive.name));
      if (current?.id !== archive.id) return;
      removeAll(current.id, expiryOf(current, clock.now())).then(() => arm(current), report);
    };
    timers.set(archive.id, clock.at(oldest + archive.retentionDays * DAY, fire));
  };

  const discard = (id: number): void => {
    timers.get(id)?.();
    timers.delete(id);
    removeAll(id, Number.MAX_SAFE_INTEGER).then(() => {
      if (!stopped) counters.delete(discarded(id));
    }, report);
  };

  return {
    follow: arm,
    discard({ id }) {
      counters.put(discarded(id), { value: id });
      discard(id);
    },
    start() {
      for (const archive of state.archives.values()) arm(archive);
      for (const { value } of counters.values('discarded/')) discard(value);
    },
    stop() {
      stopped = true;
      for (const cancel of timers.values()) cancel();
    },
  };
}
