/** An event of the drill, as it is published. */
export interface MarkedEvent {
  readonly id: string;
  readonly type: string;
  readonly specversion: '1.0';
  readonly source: string;
  readonly data: { readonly orderId: string; readonly version: number } & Readonly<Record<string, unknown>>;
}

const AT = '2026-11-23T09:15:12Z';

const KINDS = [
  { type: 'order.paid', version: 2, more: { currency: 'EUR', amount: 100, paymentId: 'pay_drill', paidAt: AT } },
  {
    type: 'order.fulfilled',
    version: 3,
    more: { shipments: [{ sku: 'DRILL-1', quantity: 1, trackingId: 'trk_drill' }], fulfilledAt: AT },
  },
  { type: 'order.cancelled', version: 4, more: { reason: 'customer-request', cancelledAt: AT } },
] as const;

/** The events of a drill, by number: three changes of an order after another. No workflow is started by them. */
export function markedEvent(seed: number, number: number): MarkedEvent {
  const kind = KINDS[number % KINDS.length] ?? KINDS[0];
  const orderId = `ord_drill${seed}x${Math.floor(number / KINDS.length)}`;
  return {
    specversion: '1.0',
    id: `drill-${seed}-${number}`,
    source: 'partner/trestle/shop/orders',
    type: kind.type,
    data: { orderId, customerId: 'cus_drill', version: kind.version, ...kind.more },
  };
}
