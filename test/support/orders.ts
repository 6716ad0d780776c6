import type { Order, OrderStatus } from '../../lib/orders/order.ts';

/** When the orders of the tests were placed, and most else happens to them. */
export const NOON = '2026-11-23T12:00:00.000Z';

/** An order of the shop's, at that version and with that status. */
export const orderOf = (
  orderId: string,
  version: number,
  status: OrderStatus & { readonly paymentId?: string; readonly paidAt?: string },
): Order => ({
  orderId,
  customerId: 'cus_1',
  currency: 'EUR',
  lines: [{ sku: 'A', quantity: 1, unitPrice: 100 }],
  total: 100,
  shipTo: { country: 'NL' },
  placedAt: NOON,
  version,
  source: 'partner/trestle/shop/orders',
  correlationId: 'cor-1',
  ...status,
});
