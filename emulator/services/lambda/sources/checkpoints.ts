import type { Instant } from '../../../core/clock.ts';
import type { Collection } from '../../../store/store.ts';

/** Up to where a shard has been read. What follows is read again after a restart. */
export interface Checkpoint {
  /** The last record that is done with; undefined where none is yet. */
  readonly sequence: string | undefined;
  /** Where reading begins without one: nothing older than this is read. Undefined: from the oldest record on. */
  readonly since: Instant | undefined;
}

export interface Checkpoints {
  of(mappingId: string, shard: string): Checkpoint | undefined;
  put(mappingId: string, shard: string, checkpoint: Checkpoint): void;
  drop(mappingId: string): void;
}

export const createCheckpoints = (collection: Collection<Checkpoint>): Checkpoints => ({
  of: (mappingId, shard) => collection.get(`${mappingId}/${shard}`),
  put: (mappingId, shard, checkpoint) => collection.put(`${mappingId}/${shard}`, checkpoint),
  drop(mappingId) {
    for (const [key] of collection.entries(`${mappingId}/`)) collection.delete(key);
  },
});
