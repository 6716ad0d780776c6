import { type Failure, failureOf } from './failure.ts';

/** Thrown where the cause of a failed delivery is known better than the target's error tells. */
export class DeliveryError extends Error {
  override name = 'DeliveryError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** The failure behind whatever a courier threw. */
export const causeOf = (error: unknown): Failure => (error instanceof DeliveryError ? error.failure : failureOf(error));
