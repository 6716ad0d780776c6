import type { CreateApiDestinationCommandInput, CreateApiDestinationCommandOutput } from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../../core/aws-error.ts';
import type { EventsOperation } from '../operation.ts';
import {
  type ApiDestination,
  apiDestinationKey,
  apiDestinationPattern,
  apiDestinationStatus,
  checkConnection,
  checkEndpoint,
  DEFAULT_RATE,
} from './api-destination.ts';

export const createApiDestination: EventsOperation<
  CreateApiDestinationCommandInput,
  CreateApiDestinationCommandOutput
> = {
  resource: ({ Name }, context) => apiDestinationPattern(context, Name),
  handle(state, input, context) {
    const { Name: name = '', ConnectionArn = '', InvocationEndpoint = '', HttpMethod = 'POST' } = input;
    const { accountId, region, now } = context;
    const key = apiDestinationKey(context, name);
    if (state.apiDestinations.has(key)) {
      throw new AwsError('ResourceAlreadyExistsException', `An api-destination '${name}' already exists.`);
    }
    checkEndpoint(InvocationEndpoint);
    checkConnection(state, ConnectionArn, context);
    const made: ApiDestination = {
      accountId,
      region,
      name,
      id: state.deps.ids.uuid(),
      description: input.Description,
      connectionArn: ConnectionArn,
      endpoint: InvocationEndpoint,
      method: HttpMethod,
      rate: input.InvocationRateLimitPerSecond ?? DEFAULT_RATE,
      created: now,
      modified: now,
    };
    state.apiDestinations.put(key, made);
    return apiDestinationStatus(state, made);
  },
};
