import type { CloudEvent } from '../events/cloud-event.ts';
import type { Order } from './order.ts';
import { orderEvent } from './order-event.ts';

/**
 * Every event that an order has told until now, the oldest first. A paid order keeps what it knows of its payment,
 * whatever becomes of it, and nothing comes between payment and end: so its end tells of both.
 */
export function orderHistory(order: Order): readonly CloudEvent[] {
  const { paymentId, paidAt, version, status } = order;
  const wasPaid = status !== 'PAID' && paymentId !== undefined && paidAt !== undefined;
  const paid: Order | undefined = wasPaid
    ? { ...order, status: 'PAID', paymentId, paidAt, version: version - 1 }
    : undefined;
  return [paid && orderEvent(paid), orderEvent(order)].filter((event) => event !== undefined);
}
