import type { Cancel, Instant } from '../../core/clock.ts';
import type { ServiceDeps } from '../../core/service.ts';
import type { Store } from '../../store/store.ts';
import { deliver, isFinal, putAside } from './courier.ts';
import type { Message } from './message.ts';
import { nextTry } from './retries.ts';
import type { SnsState } from './state.ts';

/** A message on its way to one subscription. */
export interface Delivery {
  readonly id: number;
  readonly subscription: string;
  readonly message: Message;
  readonly tries: number;
}

interface Row extends Record<string, unknown> {
  id: number;
  subscription: string;
  message: string;
  tries: number;
  due: number;
}

export interface Deliveries {
  /** Joins the open transaction. */
  add(subscription: string, message: Message): void;
  /** Those of a subscription that is gone are gone with it. */
  drop(subscription: string): void;
  start(): void;
  stop(): void;
}

/** Deliveries that are still to be made, in the database; the oldest of a subscription goes first. */
export function createDeliveries(deps: ServiceDeps<Store>, state: () => SnsState): Deliveries {
  const { store, clock } = deps;
  store.schema(`CREATE TABLE IF NOT EXISTS sns_deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, subscription TEXT NOT NULL, message TEXT NOT NULL,
    tries INTEGER NOT NULL, due INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS sns_deliveries_order ON sns_deliveries (subscription, id);`);
  const insert = store.prepare('INSERT INTO sns_deliveries (subscription, message, tries, due) VALUES (?, ?, 0, ?)');
  const first = store.prepare<Row>('SELECT * FROM sns_deliveries WHERE subscription = ? ORDER BY id LIMIT 1');
  const open = store.prepare<{ subscription: string }>('SELECT DISTINCT subscription FROM sns_deliveries');
  const again = store.prepare('UPDATE sns_deliveries SET tries = ?, due = ? WHERE id = ?');
  const remove = store.prepare('DELETE FROM sns_deliveries WHERE id = ?');
  const clear = store.prepare('DELETE FROM sns_deliveries WHERE subscription = ?');

  /** Subscriptions whose oldest delivery is under way or waits for its time. */
  const busy = new Map<string, Cancel>();
  let stopped = false;

  const attempt = async (row: Row): Promise<void> => {
    const delivery: Delivery = { ...row, message: JSON.parse(row.message) as Message };
    const failure = await deliver(state(), delivery);
    if (stopped) return;
    const next = failure && !isFinal(failure) ? nextTry(delivery.tries) : undefined;
    if (next !== undefined) {
      again.run(delivery.tries + 1, clock.now() + next, delivery.id);
      return;
    }
    if (failure) await putAside(state(), delivery, failure);
    if (!stopped) remove.run(delivery.id);
  };

  const work = (subscription: string): void => {
    if (stopped || busy.has(subscription)) return;
    const row = first.get(subscription);
    if (!row) return;
    const at = Math.max(row.due, clock.now());
    busy.set(
      subscription,
      clock.at(at, () => {
        const done = (): void => {
          busy.delete(subscription);
          work(subscription);
        };
        attempt(row).then(done, (error: unknown) => {
          deps.log.error('an SNS delivery failed', { error: String(error) });
          again.run(row.tries + 1, clock.now() + 1000, row.id);
          done();
        });
      }),
    );
  };

  return {
    add(subscription, message) {
      const now: Instant = clock.now();
      insert.run(subscription, JSON.stringify(message), now);
      setImmediate(() => work(subscription));
    },
    drop: (subscription) => void clear.run(subscription),
    start() {
      for (const { subscription } of open.all()) work(subscription);
    },
    stop() {
      stopped = true;
      for (const cancel of busy.values()) cancel();
    },
  };
}
