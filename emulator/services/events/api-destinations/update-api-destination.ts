import type { UpdateApiDestinationCommandInput, UpdateApiDestinationCommandOutput } from '@aws-sdk/client-eventbridge';
import type { EventsOperation } from '../operation.ts';
import {
  type ApiDestination,
  apiDestinationKey,
  apiDestinationPattern,
  apiDestinationStatus,
  checkConnection,
  checkInvocationEndpoint,
  checkRate,
  requireApiDestination,
} from './api-destination.ts';

export const updateApiDestination: EventsOperation<
  UpdateApiDestinationCommandInput,
  UpdateApiDestinationCommandOutput
> = {
  resource: ({ Name }, context) => apiDestinationPattern(context, Name),
  handle(state, input, context) {
    const { Name = '', InvocationEndpoint, InvocationRateLimitPerSecond, ConnectionArn } = input;
    if (InvocationEndpoint !== undefined) checkInvocationEndpoint(state, InvocationEndpoint, 'update');
    if (InvocationRateLimitPerSecond !== undefined) checkRate(InvocationRateLimitPerSecond, Name, 'update');
    const before = requireApiDestination(state, context, Name, 'update');
    if (ConnectionArn !== undefined) checkConnection(state, ConnectionArn, context, 'update');
    const updated: ApiDestination = {
      ...before,
      description: input.Description ?? before.description,
      connectionArn: ConnectionArn ?? before.connectionArn,
      endpoint: InvocationEndpoint ?? before.endpoint,
      method: input.HttpMethod ?? before.method,
      rate: InvocationRateLimitPerSecond ?? before.rate,
      modified: context.now,
    };
    state.apiDestinations.put(apiDestinationKey(context, before.name), updated);
    return apiDestinationStatus(state, updated);
  },
};
