import type { PlacedOrder } from './order.ts';

export interface Payment {
  readonly paymentId: string;
  readonly amount: number;
  readonly currency: string;
  /** RFC 3339: from when the bank will have settled it. */
  readonly settlesAt: string;
}

/** Minor units that a customer may owe of whom nothing else is known. */
export const DEFAULT_CREDIT = 500_000;

export type Charge = Pick<PlacedOrder, 'orderId' | 'customerId' | 'total' | 'currency'>;

/** What customers owe and have paid. */
export interface Ledger {
  /**
   * Charges the customer's account. Idempotency key: the order's id.
   * @param settlementSeconds how long the bank takes
   * @throws PaymentDeclinedError
   */
  take(charge: Charge, settlementSeconds: number): Promise<Payment>;
  /** @throws PaymentPendingError before `settlesAt` */
  settle(orderId: string): Promise<Payment>;
  /** Gives a payment back; nothing happens where there is none. Idempotency key: the order's id. */
  refund(orderId: string): Promise<void>;
  /** The first limit counts. Idempotency key: the customer's id. */
  open(customerId: string, creditLimit: number): Promise<void>;
}

export const paymentIdOf = (orderId: string): string => `pay_${orderId}`;
