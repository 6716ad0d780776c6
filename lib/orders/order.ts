/** Amounts are in minor units (cents) throughout. */
export interface OrderLine {
  readonly sku: string;
  readonly quantity: number;
  readonly unitPrice: number;
}

/** What `order.placed` says of an order. */
export interface PlacedOrder {
  readonly orderId: string;
  readonly customerId: string;
  readonly currency: string;
  readonly lines: readonly OrderLine[];
  readonly total: number;
  readonly shipTo: { readonly country: string; readonly postalCode?: string };
  readonly placedAt: string;
}

export type CancelReason =
  | 'out-of-stock'
  | 'payment-declined'
  | 'risk-refused'
  | 'invalid'
  | 'customer-request'
  | 'failed';

export interface Shipment {
  readonly sku: string;
  readonly quantity: number;
  readonly trackingId: string;
}

/** What has become of an order; each change raises its version by one. Instants are RFC 3339. */
export type OrderStatus =
  | { readonly status: 'PLACED' }
  | { readonly status: 'PAID'; readonly paymentId: string; readonly paidAt: string }
  | { readonly status: 'FULFILLED'; readonly shipments: readonly Shipment[]; readonly fulfilledAt: string }
  | {
      readonly status: 'CANCELLED';
      readonly reason: CancelReason;
      readonly detail: string;
      readonly cancelledAt: string;
    };

/** An order as the orders table keeps it. */
export type Order = PlacedOrder & {
  readonly version: number;
  /** The source of the event that placed it; its own events have the same. */
  readonly source: string;
  readonly correlationId: string;
  /** Of every order that was ever paid. */
  readonly paymentId?: string;
  readonly paidAt?: string;
} & OrderStatus;

/** The orders, each written only by the workflow that fulfils it. */
export interface Orders {
  find(orderId: string): Promise<Order | undefined>;
  /**
   * Writes the order if what is there is the version before it.
   * @throws OrderChangedError
   */
  save(order: Order): Promise<void>;
}
