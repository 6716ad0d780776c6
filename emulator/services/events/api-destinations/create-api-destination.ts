import type { CreateApiDestinationCommandInput, CreateApiDestinationCommandOutput } from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../../core/aws-error.ts';
import type { EventsOperation } from '../operation.ts';
import {
  type ApiDestination,
  apiDestinationKey,
  apiDestinationPattern,
  apiDestinationStatus,
  checkConnection,
  checkInvocationEndpoint,
  checkRate,
  DEFAULT_RATE,
  failedTo,
} from './api-destination.ts';

export const createApiDestination: EventsOperation<
  CreateApiDestinationCommandInput,
  CreateApiDestinationCommandOutput
> = {
  resource: ({ Name, ConnectionArn = '' }, context) => [apiDestinationPattern(context, Name), ConnectionArn],
  handle(state, input, context) {
    const { Name: name = '', ConnectionArn = '', InvocationEndpoint = '', HttpMethod = 'POST' } = input;
    const { accountId, region, now } = context;
    const key = apiDestinationKey(context, name);
    const rate = input.InvocationRateLimitPerSecond ?? DEFAULT_RATE;
    checkInvocationEndpoint(state, InvocationEndpoint, 'create');
    checkRate(rate, name, 'create');
    if (state.apiDestinations.has(key)) {
      const problem = `An api-destination with name '${name}' already exists.`;
      throw new AwsError('ResourceAlreadyExistsException', `${failedTo('create')} ${problem}`);
    }
    checkConnection(state, ConnectionArn, context, 'create');
    const made: ApiDestination = {
      accountId,
      region,
      name,
      id: state.deps.ids.uuid(),
      description: input.Description,
      connectionArn: ConnectionArn,
      endpoint: InvocationEndpoint,
      method: HttpMethod,
      rate,
      created: now,
      modified: now,
    };
    state.apiDestinations.put(key, made);
    return apiDestinationStatus(state, made);
  },
};
