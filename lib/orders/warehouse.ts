import type { OrderLine, Shipment } from './order.ts';

/** What is in stock, and for whom. */
export interface Warehouse {
  /**
   * Takes what the lines ask for out of stock, all or nothing. Idempotency key: the order's id.
   * @throws StockShortageError
   */
  reserve(orderId: string, lines: readonly OrderLine[]): Promise<void>;
  /** Puts a reservation back; nothing happens where there is none. Idempotency key: the order's id. */
  release(orderId: string): Promise<void>;
  /** Hands one line to the carrier. Idempotency key: the order's id and the line's number. */
  ship(orderId: string, index: number, line: OrderLine): Promise<Shipment>;
  /** Idempotency key: `eventKey`. */
  replenish(eventKey: string, sku: string, quantity: number): Promise<void>;
}

/** Lines of the same goods become one: a reservation takes each kind once. */
export function piecesBySku(lines: readonly Pick<OrderLine, 'sku' | 'quantity'>[]): ReadonlyMap<string, number> {
  const pieces = new Map<string, number>();
  for (const { sku, quantity } of lines) pieces.set(sku, (pieces.get(sku) ?? 0) + quantity);
  return pieces;
}
