import { contractIds } from '../contracts/contract-validators.ts';
import type { CloudEvent } from '../events/cloud-event.ts';
import { parseSource } from '../events/event-source.ts';
import type { JsonObject } from '../json.ts';
import type { Order, OrderStatus } from './order.ts';

interface Change {
  readonly type: string;
  readonly time: string;
  readonly data: JsonObject;
}

/** What each status tells the world. `PLACED` tells nothing: `order.placed` is where the order came from. */
const CHANGES: { readonly [S in OrderStatus['status']]: (order: Extract<Order, { status: S }>) => Change | undefined } =
  {
    PLACED: () => undefined,
    PAID: ({ orderId, customerId, currency, total, paymentId, paidAt, version }) => ({
      type: 'order.paid',
      time: paidAt,
      data: { orderId, customerId, currency, amount: total, paymentId, paidAt, version },
    }),
    FULFILLED: ({ orderId, customerId, shipments, fulfilledAt, version }) => ({
      type: 'order.fulfilled',
      time: fulfilledAt,
      data: { orderId, customerId, shipments: shipments.map((shipment) => ({ ...shipment })), fulfilledAt, version },
    }),
    CANCELLED: ({ orderId, customerId, reason, detail, cancelledAt, version }) => ({
      type: 'order.cancelled',
      time: cancelledAt,
      data: { orderId, customerId, reason, detail, cancelledAt, version },
    }),
  };

/**
 * The event that an order's present version is; undefined: none. Its id is made of the order's id and version,
 * so that the same change is the same event however often it is told.
 */
export function orderEvent(order: Order): CloudEvent | undefined {
  const change = (CHANGES[order.status] as (order: Order) => Change | undefined)(order);
  return (
    change && {
      specversion: '1.0',
      id: `${order.orderId}-v${order.version}`,
      source: order.source,
      type: change.type,
      subject: order.orderId,
      time: change.time,
      datacontenttype: 'application/json',
      dataschema: contractIds[change.type] ?? '',
      tenant: parseSource(order.source)?.tenant ?? '',
      correlationid: order.correlationId,
      data: change.data,
    }
  );
}
