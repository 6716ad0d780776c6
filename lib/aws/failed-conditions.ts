import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';

/**
 * The numbers of the items of a cancelled transaction whose conditions did not hold.
 * @throws the error itself, when anything else stopped the transaction (a conflict, throttling): worth a retry
 */
export function failedConditions(error: unknown): readonly number[] {
  if (!(error instanceof TransactionCanceledException)) throw error;
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
  const failed = codes.flatMap((code, index) => (code === 'ConditionalCheckFailed' ? [index] : []));
  if (failed.length === 0) throw error;
  return failed;
}
