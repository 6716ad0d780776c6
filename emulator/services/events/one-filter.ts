import { invalid } from './errors.ts';

/**
 * ListArchives and ListReplays take one filter at a time.
 * @throws AwsError `ValidationException`
 */
export function atMostOneFilter(operation: string, filters: readonly (string | undefined)[]): void {
  if (filters.filter((filter) => filter !== undefined).length > 1) {
    throw invalid(`At most one filter is allowed for ${operation}. Use either : State, EventSourceArn, or NamePrefix.`);
  }
}
