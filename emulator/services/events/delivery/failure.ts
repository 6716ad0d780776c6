import { AwsError } from '../../../core/aws-error.ts';

/** The codes in a dead letter's ERROR_CODE. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
export type FailureCode =
  | 'CONNECTION_FAILURE'
  | 'ERROR_FROM_TARGET'
  | 'FAILED_TO_ASSUME_ROLE'
  | 'INTERNAL_ERROR'
  | 'INVALID_JSON'
  | 'INVALID_PARAMETER'
  | 'NO_PERMISSIONS'
  | 'NO_RESOURCE'
  | 'RESOURCE_ALREADY_EXISTS'
  | 'RESOURCE_LIMIT_EXCEEDED'
  | 'RESOURCE_MODIFICATION_COLLISION'
  | 'SDK_CLIENT_ERROR'
  | 'THIRD_ACCOUNT_HOP_DETECTED'
  | 'THIRD_REGION_HOP_DETECTED'
  | 'THROTTLING'
  | 'TIMEOUT';

/** Why an event did not reach a target. */
export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
  /** Whether trying again may help. */
  readonly retryable: boolean;
  /** Of the target's answer, where there was one. */
  readonly status?: number;
  /** Milliseconds that the target wants to be left alone at least. */
  readonly retryAfter?: number;
}

const RETRYABLE: ReadonlySet<FailureCode> = new Set([
  'CONNECTION_FAILURE',
  'INTERNAL_ERROR',
  'THROTTLING',
  'TIMEOUT',
  'RESOURCE_LIMIT_EXCEEDED',
  'RESOURCE_MODIFICATION_COLLISION',
]);

export const failure = (code: FailureCode, message: string, status?: number): Failure => ({
  code,
  message,
  retryable: RETRYABLE.has(code),
  ...(status === undefined ? {} : { status }),
});

/** By the target's own error code; the first pattern that fits decides. */
const CODES: readonly (readonly [RegExp, FailureCode])[] = [
  [/AccessDenied|NotAuthorized|Unauthorized|AuthorizationError|UnrecognizedClient|Forbidden/i, 'NO_PERMISSIONS'],
  [/AlreadyExists/, 'RESOURCE_ALREADY_EXISTS'],
  [/DoesNotExist|NotFound|NonExistent|NoSuch|QueueDeletedRecently/, 'NO_RESOURCE'],
  [/Throttl|TooManyRequests|SlowDown|RequestLimit/, 'THROTTLING'],
  [/LimitExceeded/, 'RESOURCE_LIMIT_EXCEEDED'],
  [/InvalidRequestContent|InvalidExecutionInput|MalformedDetail/, 'INVALID_JSON'],
  [/UnknownOperation/, 'SDK_CLIENT_ERROR'],
  // A function that is still being made ready, or updated.
  [/ResourceConflict|ResourceNotReady|ConcurrentModification/, 'RESOURCE_MODIFICATION_COLLISION'],
  [/Internal|ServiceUnavailable|ServiceException|ServiceFailure/, 'INTERNAL_ERROR'],
];

/** What an exception of a target means for the delivery. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof AwsError)) {
    return failure('INTERNAL_ERROR', error instanceof Error ? error.message : String(error), 500);
  }
  const code = CODES.find(([pattern]) => pattern.test(error.code))?.[1] ?? 'INVALID_PARAMETER';
  return failure(code, error.message, error.status ?? (code === 'NO_PERMISSIONS' ? 403 : 400));
}
