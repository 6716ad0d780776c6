import { AwsError } from '../../core/aws-error.ts';
import type { Instant } from '../../core/clock.ts';
import { revisionOf } from './describe.ts';
import type { FunctionVersion } from './function.ts';

export const preconditionFailed = (): AwsError =>
  new AwsError(
    'PreconditionFailedException',
    'The RevisionId provided does not match the latest RevisionId. Call the GetFunction/GetFunctionConfiguration or the GetAlias API to retrieve the latest RevisionId',
  );

/** @throws AwsError `PreconditionFailedException` where the caller has seen an older state than there is */
export function checkRevision(version: FunctionVersion, wanted: string | undefined, now: Instant): void {
  if (wanted !== undefined && wanted !== revisionOf(version, now)) throw preconditionFailed();
}
