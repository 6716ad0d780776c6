import type { AwsError } from '../core/aws-error.ts';
import type { ServiceModel, Shape } from './model.ts';

/** What any service may answer although its model does not list it. */
const COMMON: Readonly<Record<string, number>> = {
  InternalFailure: 500,
  InternalError: 500,
  ServiceUnavailable: 503,
  UnrecognizedClientException: 403,
  InvalidClientTokenId: 403,
  SignatureDoesNotMatch: 403,
  MissingAuthenticationToken: 403,
  ExpiredToken: 403,
  AccessDenied: 403,
};

export const errorShape = (code: string, model: ServiceModel): Shape | undefined => {
  const shape = model.shapes[code];
  return shape?.exception ? shape : undefined;
};

/** The HTTP status of an error: its own, else the model's, else AWS's custom. */
export function statusOf(error: AwsError, model: ServiceModel, denied: number): number {
  if (error.status !== undefined) return error.status;
  const shape = errorShape(error.code, model);
  if (shape?.error?.httpStatusCode !== undefined) return shape.error.httpStatusCode;
  if (shape?.fault) return 500;
  if (error.code === 'AccessDeniedException') return denied;
  return COMMON[error.code] ?? 400;
}
