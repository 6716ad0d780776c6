import type { DomainError, ErrorKind, Violation } from '../errors.ts';

/** RFC 9457. `type` is a name, not an address: there is nothing to fetch. */
export interface Problem {
  readonly type: `urn:trestle:problem:${string}`;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** One for each fault of the body; absent when the fault is not in the body. */
  readonly errors?: readonly Violation[];
}

/** The only place where the domain's errors get an HTTP status. */
const ANSWERS: Readonly<Record<ErrorKind, { readonly status: number; readonly title: string }>> = {
  malformed: { status: 400, title: 'The body cannot be read' },
  unauthenticated: { status: 401, title: 'The sender is not proven' },
  forbidden: { status: 403, title: 'The caller may not do this' },
  'not-found': { status: 404, title: 'There is no such thing here' },
  conflict: { status: 409, title: 'It contradicts what is there' },
  'in-progress': { status: 409, title: 'It is being worked on' },
  'too-large': { status: 413, title: 'It is too large' },
  invalid: { status: 422, title: 'The body breaks its contract' },
  'too-many': { status: 429, title: 'There are too many' },
  unavailable: { status: 503, title: 'Try again in a moment' },
};

/** Kinds after which the same request may well succeed. */
export const RETRYABLE: ReadonlySet<ErrorKind> = new Set(['in-progress', 'unavailable']);

export const problemOf = ({ kind, message, violations }: DomainError): Problem => ({
  type: `urn:trestle:problem:${kind}`,
  ...ANSWERS[kind],
  detail: message,
  ...(violations.length > 0 ? { errors: violations } : {}),
});

/** What the caller learns of a fault of ours; the log has the rest. */
export const INTERNAL_PROBLEM: Problem = {
  type: 'urn:trestle:problem:internal',
  title: 'Something failed on our side',
  status: 500,
  detail: 'The request was not completed. Send it again; if it fails again, tell us the correlation id.',
};
