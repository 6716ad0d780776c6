/** One reason why an input was refused. `pointer` is a JSON Pointer (RFC 6901) into the body. */
export interface Violation {
  readonly pointer: string;
  readonly detail: string;
}

/** What went wrong, in the domain's words. `lib/http/problem.ts` alone turns it into HTTP. */
export type ErrorKind =
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'in-progress'
  | 'too-large'
  | 'invalid'
  | 'too-many'
  | 'unavailable';

/** The root of every error that a caller can do something about. */
export abstract class DomainError extends Error {
  abstract readonly kind: ErrorKind;
  /** Empty unless `kind` is `invalid`. */
  readonly violations: readonly Violation[] = [];
  /** Written out in each class: bundles are minified, and a state machine chooses by it. */
  abstract override readonly name: string;
}

/** The body is not what it says it is: no JSON, too deep, or with keys that no event may have. */
export class MalformedBodyError extends DomainError {
  readonly name = 'MalformedBodyError';
  readonly kind = 'malformed';
}

/** A body, or one part of it, is larger than what can be carried. */
export class TooLargeError extends DomainError {
  readonly name = 'TooLargeError';
  readonly kind = 'too-large';
}

/** The body breaks its schema or its contract. */
export class InvalidInputError extends DomainError {
  readonly name = 'InvalidInputError';
  readonly kind = 'invalid';
  override readonly violations: readonly Violation[];
  constructor(message: string, violations: readonly Violation[]) {
    super(message);
    this.violations = violations;
  }
}

/** Nothing here has that name. */
export class NotFoundError extends DomainError {
  readonly name = 'NotFoundError';
  readonly kind = 'not-found';
}

/** Something we depend on did not answer; the caller should try again. */
export class UnavailableError extends DomainError {
  readonly name = 'UnavailableError';
  readonly kind = 'unavailable';
}
