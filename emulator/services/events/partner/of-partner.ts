import { AwsError } from '../../../core/aws-error.ts';
import type { EventsOperation } from '../operation.ts';

/**
 * An operation that AWS has for its registered partners alone. Its words to others are not documented.
 * https://docs.aws.amazon.com/eventbridge/latest/onboarding/partner_apis.html
 */
export const ofPartner = <I, O>(operation: EventsOperation<I, O>): EventsOperation<I, O> => ({
  ...operation,
  handle(state, input, context) {
    if (!state.options.partnerAccounts.includes(context.accountId)) {
      throw new AwsError(
        'AccessDeniedException',
        `The account ${context.accountId} is not registered as an Amazon EventBridge partner.`,
      );
    }
    return operation.handle(state, input, context);
  },
});
