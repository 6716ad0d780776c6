import type { CloudEvent } from '../events/cloud-event.ts';
import type { Outcome } from '../publishing/publisher.ts';
import type { Order } from './order.ts';
import { orderEvent } from './order-event.ts';

/** One change of the orders table, in the order of its stream. */
export interface OrderChange {
  readonly sequenceNumber: string;
  /** As it is after the change. */
  readonly order: Order;
}

export interface RelayFailure {
  readonly sequenceNumber: string;
  readonly cause: string;
}

/** The n-th list holds the n-th change of each order: within a list, no order comes twice. */
function waves(changes: readonly OrderChange[]): readonly (readonly OrderChange[])[] {
  const seen = new Map<string, number>();
  const lists: OrderChange[][] = [];
  for (const change of changes) {
    const { orderId } = change.order;
    const index = seen.get(orderId) ?? 0;
    seen.set(orderId, index + 1);
    lists[index] ??= [];
    lists[index].push(change);
  }
  return lists;
}

/**
 * Publishes changes of orders, each order's in their order: what follows a change that failed waits for it.
 * The stream is the memory, so nothing is kept elsewhere.
 * @returns what could not be published; empty: all is
 */
export async function relayChanges(
  changes: readonly OrderChange[],
  publish: (events: readonly CloudEvent[]) => Promise<readonly Outcome[]>,
): Promise<readonly RelayFailure[]> {
  const failures: RelayFailure[] = [];
  const stuck = new Set<string>();
  for (const wave of waves(changes)) {
    const told = wave.flatMap((change) => {
      const event = orderEvent(change.order);
      return event && !stuck.has(change.order.orderId) ? [{ change, event }] : [];
    });
    const outcomes = await publish(told.map(({ event }) => event));
    for (const [index, { change }] of told.entries()) {
      const outcome = outcomes[index];
      if (outcome?.state === 'published') continue;
      stuck.add(change.order.orderId);
      failures.push({ sequenceNumber: change.sequenceNumber, cause: outcome?.cause ?? 'no outcome' });
    }
  }
  return failures;
}
