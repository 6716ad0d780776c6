import type { UpdateApiDestinationCommandInput, UpdateApiDestinationCommandOutput } from '@aws-sdk/client-eventbridge';
import type { EventsOperation } from '../operation.ts';
import {
  type ApiDestination,
  apiDestinationKey,
  apiDestinationPattern,
  apiDestinationStatus,
  checkConnection,
  checkEndpoint,
  requireApiDestination,
} from './api-destination.ts';

export const updateApiDestination: EventsOperation<
  UpdateApiDestinationCommandInput,
  UpdateApiDestinationCommandOutput
> = {
  resource: ({ Name }, context) => apiDestinationPattern(context, Name),
  handle(state, input, context) {
    const before = requireApiDestination(state, context, input.Name ?? '');
    if (input.InvocationEndpoint !== undefined) checkEndpoint(input.InvocationEndpoint);
    if (input.ConnectionArn !== undefined) checkConnection(state, input.ConnectionArn, context);
    const updated: ApiDestination = {
      ...before,
      description: input.Description ?? before.description,
      connectionArn: input.ConnectionArn ?? before.connectionArn,
      endpoint: input.InvocationEndpoint ?? before.endpoint,
      method: input.HttpMethod ?? before.method,
      rate: input.InvocationRateLimitPerSecond ?? before.rate,
      modified: context.now,
    };
    state.apiDestinations.put(apiDestinationKey(context, before.name), updated);
    return apiDestinationStatus(state, updated);
  },
};
