import { AwsError, isAwsError } from '../../core/aws-error.ts';
import { validation } from './errors.ts';
import type { Item } from './values.ts';

/** Why one part of a transaction stood in its way. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html */
export interface CancellationReason {
  readonly Code: 'None' | 'ConditionalCheckFailed' | 'ValidationError';
  readonly Message?: string;
  readonly Item?: Item;
}

const NONE: CancellationReason = { Code: 'None' };

/** An empty key is refused before the transaction begins, so it never becomes a reason. */
const isRequestError = (error: AwsError): boolean =>
  error.message.startsWith('One or more parameter values are not valid.');

function reasonOf(error: unknown): CancellationReason {
  if (isAwsError(error, 'ConditionalCheckFailedException'))
    return { Code: 'ConditionalCheckFailed', Message: error.message, ...error.fields };
  if (isAwsError(error, 'ValidationException') && !isRequestError(error))
    return { Code: 'ValidationError', Message: error.message };
  throw error;
}

/**
 * What `part` makes of each of a transaction's parts, all or nothing.
 * @throws AwsError `TransactionCanceledException` with one reason a part, where any of them was refused
 */
export function all<P, R>(parts: readonly P[], part: (each: P) => R): R[] {
  const results: R[] = [];
  const reasons = parts.map((each) => {
    try {
      results.push(part(each));
      return NONE;
    } catch (error) {
      return reasonOf(error);
    }
  });
  if (results.length === parts.length) return results;
  throw new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
    { fields: { CancellationReasons: reasons } },
  );
}

/** @throws AwsError `ValidationException` where two parts mean the same item */
export function checkDistinct(places: readonly string[]): void {
  if (new Set(places).size < places.length)
    throw validation('Transaction request cannot include multiple operations on one item');
}
