import type { ApiDestinationHttpMethod, ApiDestination as ApiDestinationShape } from '@aws-sdk/client-eventbridge';
import { formatArn, type Place, placeKey } from '../../../core/arn.ts';
import type { Instant } from '../../../core/clock.ts';
import { connectionByArn } from '../connections/connection.ts';
import { invalidParameter, notFound } from '../errors.ts';
import type { EventsState } from '../state.ts';

export interface ApiDestination extends Place {
  readonly name: string;
  /** The end of its ARN. */
  readonly id: string;
  readonly description: string | undefined;
  readonly connectionArn: string;
  /** May hold `*`, each of which a target's path parameter takes. */
  readonly endpoint: string;
  readonly method: ApiDestinationHttpMethod;
  /** Invocations a second. */
  readonly rate: number;
  readonly created: Instant;
  readonly modified: Instant;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html */
export const DEFAULT_RATE = 300;

export const apiDestinationKey = (place: Place, name: string): string => placeKey(place, name);
export const apiDestinationArn = (destination: ApiDestination): string =>
  formatArn('events', destination, `api-destination/${destination.name}/${destination.id}`);
export const apiDestinationPattern = (place: Place, name: string | undefined): string =>
  formatArn('events', place, `api-destination/${name ?? ''}/*`);

/** @throws AwsError `ResourceNotFoundException` */
export function requireApiDestination(state: EventsState, place: Place, name: string): ApiDestination {
  const found = state.apiDestinations.get(apiDestinationKey(place, name));
  if (!found) {
    throw notFound(`Failed to describe the api-destination(s). An api-destination '${name}' does not exist.`);
  }
  return found;
}

/**
 * AWS takes HTTPS only. Plain HTTP is let through to this machine alone, which AWS could not reach.
 * @throws AwsError `ValidationException`
 */
export function checkEndpoint(endpoint: string): void {
  const parsed = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const local = parsed?.protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(parsed.hostname);
  if (parsed?.protocol !== 'https:' && !local) {
    throw invalidParameter('InvocationEndpoint', 'The endpoint must be an HTTPS URL.');
  }
}

/** @throws AwsError `ResourceNotFoundException` */
export function checkConnection(state: EventsState, arn: string, place: Place): void {
  if (!connectionByArn(state, arn, place)) throw notFound(`Connection '${arn}' does not exist.`);
}

/** Active while its connection may be used. */
export function apiDestinationStatus(state: EventsState, destination: ApiDestination) {
  const connection = connectionByArn(state, destination.connectionArn, destination);
  return {
    ApiDestinationArn: apiDestinationArn(destination),
    ApiDestinationState:
      connection && connection.state !== 'DEAUTHORIZED' ? ('ACTIVE' as const) : ('INACTIVE' as const),
    CreationTime: new Date(destination.created),
    LastModifiedTime: new Date(destination.modified),
  };
}

/** An API destination as ListApiDestinations tells of it. */
export const apiDestinationSummary = (state: EventsState, destination: ApiDestination): ApiDestinationShape => ({
  ...apiDestinationStatus(state, destination),
  Name: destination.name,
  ConnectionArn: destination.connectionArn,
  InvocationEndpoint: destination.endpoint,
  HttpMethod: destination.method,
  InvocationRateLimitPerSecond: destination.rate,
});
