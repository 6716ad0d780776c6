import type { UpdateEndpointCommandInput, UpdateEndpointCommandOutput } from '@aws-sdk/client-eventbridge';
import { passRole } from '../../../core/needed-permission.ts';
import type { EventsOperation } from '../operation.ts';
import { present } from '../present.ts';
import { PRINCIPAL } from '../role.ts';
import { checkEndpoint } from './check-endpoint.ts';
import { type Endpoint, endpointArn, endpointKey, endpointSummary, requireEndpoint } from './endpoint.ts';

export const updateEndpoint: EventsOperation<UpdateEndpointCommandInput, UpdateEndpointCommandOutput> = {
  permissions({ Name = '', RoleArn }, context) {
    const resource = endpointArn(context, Name);
    return [{ action: 'events:UpdateEndpoint', resource }, ...passRole(RoleArn, PRINCIPAL, resource)];
  },
  handle(state, input, context) {
    const before = requireEndpoint(state, context, input.Name ?? '');
    const updated: Endpoint = {
      ...before,
      description: input.Description ?? before.description,
      routing: input.RoutingConfig ?? before.routing,
      replicated: input.ReplicationConfig ? input.ReplicationConfig.State !== 'DISABLED' : before.replicated,
      buses: input.EventBuses ?? before.buses,
      roleArn: input.RoleArn ?? before.roleArn,
      modified: context.now,
    };
    checkEndpoint(state, updated, context);
    state.endpoints.put(endpointKey(context, before.name), updated);
    const { CreationTime: _c, LastModifiedTime: _m, Description: _d, ...shown } = endpointSummary(updated);
    return present({ ...shown, State: 'UPDATING' as const });
  },
};
