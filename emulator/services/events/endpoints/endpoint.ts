import type { EndpointEventBus, Endpoint as EndpointShape, RoutingConfig } from '@aws-sdk/client-eventbridge';
import { formatArn, type Place, placeKey } from '../../../core/arn.ts';
import type { Instant } from '../../../core/clock.ts';
import { doesNotExist } from '../errors.ts';
import { present } from '../present.ts';
import type { EventsState } from '../state.ts';

/** A global endpoint: one address for two buses of the same name in two regions. Its place is its home. */
export interface Endpoint extends Place {
  readonly name: string;
  /** `<label>.<label>`, the beginning of its address. */
  readonly id: string;
  readonly description: string | undefined;
  readonly routing: RoutingConfig;
  readonly replicated: boolean;
  readonly buses: readonly EndpointEventBus[];
  readonly roleArn: string | undefined;
  readonly created: Instant;
  readonly modified: Instant;
}

export const endpointKey = (place: Place, name: string): string => placeKey(place, name);
export const endpointArn = (place: Place, name: string): string => formatArn('events', place, `endpoint/${name}`);

/** @throws AwsError `ResourceNotFoundException` */
export function requireEndpoint(state: EventsState, place: Place, name: string): Endpoint {
  const endpoint = state.endpoints.get(endpointKey(place, name));
  if (!endpoint) throw doesNotExist('Endpoint', name);
  return endpoint;
}

/** What creating and updating answer. */
export const endpointSettings = (endpoint: Endpoint) => ({
  Name: endpoint.name,
  Arn: endpointArn(endpoint, endpoint.name),
  RoutingConfig: endpoint.routing,
  ReplicationConfig: { State: endpoint.replicated ? ('ENABLED' as const) : ('DISABLED' as const) },
  EventBuses: [...endpoint.buses],
  RoleArn: endpoint.roleArn,
});

/** An endpoint as ListEndpoints tells of it. */
export const endpointSummary = (endpoint: Endpoint): EndpointShape =>
  present({
    ...endpointSettings(endpoint),
    Description: endpoint.description,
    EndpointId: endpoint.id,
    EndpointUrl: `https://${endpoint.id}.endpoint.events.amazonaws.com`,
    State: 'ACTIVE' as const,
    CreationTime: new Date(endpoint.created),
    LastModifiedTime: new Date(endpoint.modified),
  });
