import type { Place } from '../../../core/arn.ts';
import { parseEventsArn } from '../arns.ts';
import { type BusRef, busRef } from '../buses/bus.ts';
import { invalidParameter } from '../errors.ts';
import type { EventsState } from '../state.ts';

/**
 * The buses that take what is sent to a global endpoint: that of the primary region, whose health check is
 * never red here, and with replication the other too.
 * @throws AwsError `ValidationException`
 */
export function busesOfEndpoint(
  state: EventsState,
  endpointId: string,
  busName: string | undefined,
  { accountId, region }: Place,
): readonly BusRef[] {
  const endpoint = state.endpoints.values(`${accountId}/`).find(({ id }) => id === endpointId);
  if (!endpoint) throw invalidParameter('EndpointId', `Endpoint ${endpointId} does not exist.`);
  const refs = endpoint.buses.flatMap(({ EventBusArn = '' }) => {
    const arn = parseEventsArn(EventBusArn);
    return arn ? [{ place: arn, name: arn.name }] : [];
  });
  const { name } = busRef(busName, { accountId, region });
  if (refs.some((ref) => ref.name !== name)) {
    throw invalidParameter('EventBusName', `Event bus ${name} is not a bus of the endpoint.`);
  }
  return refs.filter(({ place }) => endpoint.replicated || place.region === endpoint.region);
}
