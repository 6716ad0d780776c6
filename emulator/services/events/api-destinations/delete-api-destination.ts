import type { DeleteApiDestinationCommandInput, DeleteApiDestinationCommandOutput } from '@aws-sdk/client-eventbridge';
import type { EventsOperation } from '../operation.ts';
import { apiDestinationKey, apiDestinationPattern, requireApiDestination } from './api-destination.ts';

export const deleteApiDestination: EventsOperation<
  DeleteApiDestinationCommandInput,
  DeleteApiDestinationCommandOutput
> = {
  resource: ({ Name }, context) => apiDestinationPattern(context, Name),
  handle(state, { Name = '' }, context) {
    requireApiDestination(state, context, Name, 'delete');
    state.apiDestinations.delete(apiDestinationKey(context, Name));
    return {};
  },
};
