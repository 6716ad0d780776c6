import { AwsError, isAwsError } from '../../core/aws-error.ts';

interface Entry {
  readonly Id: string | undefined;
}

export interface Failure {
  readonly Id: string;
  readonly SenderFault: boolean;
  readonly Code: string;
  readonly Message: string;
}

/** @throws AwsError `EmptyBatchRequest`, `TooManyEntriesInBatchRequest`, `InvalidBatchEntryId`, `BatchEntryIdsNotDistinct` */
function checkIds(entries: readonly Entry[], kind: string): void {
  if (entries.length === 0)
    throw new AwsError('EmptyBatchRequest', `There should be at least one ${kind} in the request.`);
  if (entries.length > 10) {
    throw new AwsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are 10. You have sent ${entries.length}.`,
    );
  }
  const seen = new Set<string>();
  for (const { Id = '' } of entries) {
    if (!/^[\w-]{1,80}$/.test(Id)) {
      throw new AwsError(
        'InvalidBatchEntryId',
        'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
      );
    }
    if (seen.has(Id)) throw new AwsError('BatchEntryIdsNotDistinct', `Id ${Id} repeated.`);
    seen.add(Id);
  }
}

/** Runs each entry by itself; what an entry throws becomes its failure. */
export function eachEntry<E extends Entry, R extends object>(
  entries: readonly E[],
  kind: string,
  act: (entry: E) => R,
): { Successful: (R & { Id: string })[]; Failed: Failure[] } {
  checkIds(entries, kind);
  const Successful: (R & { Id: string })[] = [];
  const Failed: Failure[] = [];
  for (const entry of entries) {
    const Id = entry.Id ?? '';
    try {
      // Assigned, not spread: a result may work out members when they are looked at.
      Successful.push(Object.assign(act(entry), { Id }));
    } catch (error) {
      if (!isAwsError(error)) throw error;
      Failed.push({ Id, SenderFault: true, Code: error.code, Message: error.message });
    }
  }
  return { Successful, Failed };
}
