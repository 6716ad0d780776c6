import type { CreateEndpointCommandInput, CreateEndpointCommandOutput } from '@aws-sdk/client-eventbridge';
import { passRole } from '../../../core/needed-permission.ts';
import { alreadyExists } from '../errors.ts';
import type { EventsOperation } from '../operation.ts';
import { present } from '../present.ts';
import { PRINCIPAL } from '../role.ts';
import { checkEndpoint } from './check-endpoint.ts';
import { type Endpoint, endpointArn, endpointKey, endpointSettings } from './endpoint.ts';

const LABEL = 'abcdefghijklmnopqrstuvwxyz0123456789';

export const createEndpoint: EventsOperation<CreateEndpointCommandInput, CreateEndpointCommandOutput> = {
  permissions({ Name = '', RoleArn }, context) {
    const resource = endpointArn(context, Name);
    return [{ action: 'events:CreateEndpoint', resource }, ...passRole(RoleArn, PRINCIPAL, resource)];
  },
  handle(state, input, context) {
    const { Name: name = '', RoutingConfig, ReplicationConfig, EventBuses = [], RoleArn } = input;
    const { accountId, region, now } = context;
    if (state.endpoints.has(endpointKey(context, name))) throw alreadyExists('Endpoint', name);
    const parts = {
      routing: RoutingConfig ?? { FailoverConfig: undefined },
      // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ReplicationConfig.html: enabled unless told otherwise.
      replicated: ReplicationConfig?.State !== 'DISABLED',
      buses: EventBuses,
      roleArn: RoleArn,
    };
    checkEndpoint(state, parts, context);
    const { ids } = state.deps;
    const endpoint: Endpoint = {
      ...parts,
      accountId,
      region,
      name,
      id: `${ids.text(10, LABEL)}.${ids.text(3, LABEL)}`,
      description: input.Description,
      created: now,
      modified: now,
    };
    state.endpoints.put(endpointKey(context, name), endpoint);
    return present({ ...endpointSettings(endpoint), State: 'CREATING' as const });
  },
};
