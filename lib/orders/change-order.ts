import type { Order, OrderStatus, Orders } from './order.ts';
import { OrderInvalidError } from './order-errors.ts';

type Change = Exclude<OrderStatus, { status: 'PLACED' }>;

/** From where a status may be reached; nothing leaves the last two. */
const BEFORE: Readonly<Record<Change['status'], readonly OrderStatus['status'][]>> = {
  PAID: ['PLACED'],
  FULFILLED: ['PAID'],
  CANCELLED: ['PLACED', 'PAID'],
};

/** What an order may have become since it had the status: a repeated step finds it there and changes nothing. */
const AFTER: Readonly<Record<Change['status'], readonly OrderStatus['status'][]>> = {
  PAID: ['FULFILLED'],
  FULFILLED: [],
  CANCELLED: [],
};

/**
 * Moves an order on by one version. Idempotency key: the order's id and the status; a second time changes nothing.
 * @throws OrderInvalidError no such order, or its status does not allow it; OrderChangedError
 */
export async function changeOrder(orderId: string, change: Change, orders: Orders): Promise<Order> {
  const order = await orders.find(orderId);
  if (!order) throw new OrderInvalidError(`There is no order ${orderId}.`);
  if (order.status === change.status || AFTER[change.status].includes(order.status)) return order;
  if (!BEFORE[change.status].includes(order.status)) {
    throw new OrderInvalidError(`Order ${orderId} is ${order.status} and cannot become ${change.status}.`);
  }
  const { orderId: _, ...rest } = order;
  const changed: Order = { ...rest, orderId, ...change, version: order.version + 1 };
  await orders.save(changed);
  return changed;
}
