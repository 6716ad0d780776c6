import type { StreamRange } from '../dead-letters/stream-letters.ts';
import type { CloudEvent } from '../events/cloud-event.ts';
import type { Order } from './order.ts';
import { orderEvent } from './order-event.ts';
import { orderHistory } from './order-history.ts';

export interface RecoverPorts {
  /** The orders as they were after each change of the range; undefined: the stream does not hold it any more. */
  read(range: StreamRange): Promise<readonly Order[] | undefined>;
  /** Every order as it is now. */
  orders(): AsyncIterable<Order>;
}

/** Between an order's own instants and the stream's: its writer may have had to try again. Milliseconds. */
const MARGIN = 5 * 60_000;

/**
 * The events of changes that could not be relayed. The stream tells them as they were, for a day; after that the table
 * does: of an order that changed in that time, what it has told since. Ids are those of the changes, so that an event
 * told twice is the same.
 */
export async function recoverChanges(
  ranges: readonly StreamRange[],
  ports: RecoverPorts,
): Promise<readonly CloudEvent[]> {
  const events = new Map<string, CloudEvent>();
  const add = (event: CloudEvent | undefined): void => {
    if (event) events.set(event.id, event);
  };
  const gone: StreamRange[] = [];
  for (const range of ranges) {
    const orders = await ports.read(range);
    if (orders) for (const order of orders) add(orderEvent(order));
    else gone.push(range);
  }
  if (gone.length === 0) return [...events.values()];
  const isGone = ({ time }: CloudEvent): boolean => {
    const at = Date.parse(time);
    return gone.some(({ from, to }) => from.getTime() - MARGIN <= at && at <= to.getTime() + MARGIN);
  };
  for await (const order of ports.orders()) for (const event of orderHistory(order)) if (isGone(event)) add(event);
  return [...events.values()];
}
