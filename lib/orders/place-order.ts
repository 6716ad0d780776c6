import { contractValidators } from '../contracts/contract-validators.ts';
import { isObject } from '../json.ts';
import { violationsOf } from '../validation/validator.ts';
import type { Order, OrderStatus, Orders, PlacedOrder } from './order.ts';
import { OrderInvalidError } from './order-errors.ts';
import { type Risk, riskOf } from './risk.ts';

/** What the workflow carries from state to state. */
export interface PlacedOrderWithRisk extends PlacedOrder {
  readonly risk: Risk;
  /** Of an order that was placed before: what has become of it. */
  readonly status: OrderStatus['status'];
}

interface PlacedEvent {
  readonly source: string;
  readonly correlationid: string;
  readonly data: PlacedOrder;
}

/** Whoever may put events on the bus can start the workflow, so the contract is checked again. */
function readEvent(detail: unknown): PlacedEvent {
  const validator = contractValidators['order.placed'];
  const { source, correlationid = '', data } = isObject(detail) ? detail : {};
  if (!validator || typeof source !== 'string' || typeof correlationid !== 'string') {
    throw new OrderInvalidError('The event has no source.');
  }
  const [first] = violationsOf(validator, data, '/data');
  if (first) throw new OrderInvalidError(`${first.pointer} ${first.detail}`);
  return { source, correlationid, data: data as PlacedOrder };
}

/**
 * Takes an order in. Idempotency key: the order's id.
 * @param detail the CloudEvent `order.placed`
 * @throws OrderInvalidError, OrderChangedError
 */
export async function placeOrder(detail: unknown, orders: Orders): Promise<PlacedOrderWithRisk> {
  const { source, correlationid, data } = readEvent(detail);
  const sum = data.lines.reduce((total, { quantity, unitPrice }) => total + quantity * unitPrice, 0);
  if (sum !== data.total) throw new OrderInvalidError(`The lines sum up to ${sum}, the order says ${data.total}.`);
  const known = await orders.find(data.orderId);
  if (known && (known.source !== source || known.placedAt !== data.placedAt || known.total !== data.total)) {
    throw new OrderInvalidError(`The id ${data.orderId} stands for another order.`);
  }
  const order: Order = { ...data, version: 1, source, correlationId: correlationid, status: 'PLACED' };
  if (!known) await orders.save(order);
  return { ...data, risk: riskOf(data), status: known?.status ?? order.status };
}
