/**
 * The records that a function reports as failed.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 * @param known the identifiers of the batch
 * @returns all of them where the answer is not what it has to be; none where it reports none
 */
export function reportedFailures(answer: unknown, known: readonly string[]): readonly string[] {
  if (answer === null || answer === undefined) return [];
  if (typeof answer !== 'object' || Array.isArray(answer)) return known;
  const { batchItemFailures } = answer as { batchItemFailures?: unknown };
  if (batchItemFailures === undefined || batchItemFailures === null) return [];
  if (!Array.isArray(batchItemFailures)) return known;
  const failed = batchItemFailures.map((item: unknown) =>
    typeof item === 'object' && item !== null ? (item as { itemIdentifier?: unknown }).itemIdentifier : undefined,
  );
  return failed.every((id): id is string => typeof id === 'string' && known.includes(id)) ? failed : known;
}
