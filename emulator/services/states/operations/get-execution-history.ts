import type { GetExecutionHistoryCommandInput, GetExecutionHistoryCommandOutput } from '@aws-sdk/client-sfn';
import { AwsError } from '../../../core/aws-error.ts';
import { apiEvent } from '../executions/event-details.ts';
import type { StatesOperation } from '../operation.ts';
import { makeToken, pageSize, readToken } from '../page.ts';
import { executionOf } from './describe-execution.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html */
export const getExecutionHistory: StatesOperation<GetExecutionHistoryCommandInput, GetExecutionHistoryCommandOutput> = {
  resource: ({ executionArn = '' }) => executionArn,
  handle(state, { executionArn = '', maxResults, nextToken, reverseOrder = false, includeExecutionData = true }) {
    const execution = executionOf(state, executionArn);
    if (execution.type === 'EXPRESS') {
      throw new AwsError('ValidationException', 'This operation is not supported by this type of state machine');
    }
    const question = [executionArn, reverseOrder, includeExecutionData];
    const limit = pageSize(maxResults);
    const last = state.histories.lastEventId(execution.id);
    const from = Number(readToken(question, nextToken) ?? (reverseOrder ? last : 1));
    const to = reverseOrder ? Math.max(1, from - limit + 1) : Math.min(last, from + limit - 1);
    const found = state.histories.events(execution.id, Math.min(from, to), Math.max(from, to));
    const events = reverseOrder ? found.reverse() : found;
    const more = reverseOrder ? to > 1 : to < last;
    return {
      events: events.map((event) => apiEvent(event, includeExecutionData)),
      ...(more ? { nextToken: makeToken(question, reverseOrder ? to - 1 : to + 1) } : {}),
    };
  },
};
