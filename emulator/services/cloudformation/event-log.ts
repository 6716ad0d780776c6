import type { ResourceStatus } from '@aws-sdk/client-cloudformation';
import type { Instant } from '../../core/clock.ts';
import type { Store } from '../../store/store.ts';

/** One event of a stack, as DescribeStackEvents shows it. */
export interface StackEvent {
  readonly eventId: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly time: Instant;
  readonly status: ResourceStatus;
  readonly reason?: string | undefined;
  readonly properties?: string | undefined;
  readonly token?: string | undefined;
}

export interface EventLog {
  append(stackId: string, event: StackEvent): void;
  /** The time of the last event, 0 where there is none. */
  lastTime(stackId: string): Instant;
  /** Newest first, those before `before`. */
  page(stackId: string, before: number, limit: number): readonly { readonly seq: number; readonly event: StackEvent }[];
}

/** Events of stacks: there are many, and they are read seldom. */
export function createEventLog(store: Store): EventLog {
  store.schema(`CREATE TABLE IF NOT EXISTS cloudformation_events (
    seq INTEGER PRIMARY KEY, stack TEXT NOT NULL, time INTEGER NOT NULL, event TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS cloudformation_events_by_stack ON cloudformation_events (stack, seq)`);
  const insert = store.prepare('INSERT INTO cloudformation_events (stack, time, event) VALUES (?, ?, ?)');
  const last = store.prepare<{ time: number }>(
    'SELECT time FROM cloudformation_events WHERE stack = ? ORDER BY seq DESC LIMIT 1',
  );
  const read = store.prepare<{ seq: number; event: string }>(
    'SELECT seq, event FROM cloudformation_events WHERE stack = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
  );
  return {
    append: (stackId, event) => void insert.run(stackId, event.time, JSON.stringify(event)),
    lastTime: (stackId) => last.get(stackId)?.time ?? 0,
    page: (stackId, before, limit) =>
      read.all(stackId, before, limit).map(({ seq, event }) => ({ seq, event: JSON.parse(event) as StackEvent })),
  };
}
