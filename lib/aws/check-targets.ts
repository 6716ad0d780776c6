import type { PutTargetsCommandOutput } from '@aws-sdk/client-eventbridge';

/** PutTargets answered 200, but not for every target. */
export class TargetRefusedError extends Error {
  override readonly name = 'TargetRefusedError';
}

/** @throws TargetRefusedError */
export function checkTargets({ FailedEntryCount = 0, FailedEntries = [] }: PutTargetsCommandOutput): void {
  if (FailedEntryCount === 0) return;
  const [first] = FailedEntries;
  throw new TargetRefusedError(`${first?.ErrorCode}: ${first?.ErrorMessage}`);
}
