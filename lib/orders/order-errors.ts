/** Errors by whose name the workflow `fulfil-order` chooses what to do. None of them is worth a retry as it stands. */
abstract class OrderError extends Error {
  abstract override readonly name: string;
}

/** The order contradicts itself or its contract, or its id stands for another order. */
export class OrderInvalidError extends OrderError {
  readonly name = 'OrderInvalidError';
}

/** The warehouse holds fewer pieces than were ordered. */
export class StockShortageError extends OrderError {
  readonly name = 'StockShortageError';
}

/** The customer is unknown or may not owe that much. */
export class PaymentDeclinedError extends OrderError {
  readonly name = 'PaymentDeclinedError';
}

/** The bank has not settled yet; ask again later. */
export class PaymentPendingError extends OrderError {
  readonly name = 'PaymentPendingError';
}

/** Somebody else changed the order in the meantime; read it again. */
export class OrderChangedError extends OrderError {
  readonly name = 'OrderChangedError';
}
