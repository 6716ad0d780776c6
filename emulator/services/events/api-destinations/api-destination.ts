import type { ApiDestinationHttpMethod, ApiDestination as ApiDestinationShape } from '@aws-sdk/client-eventbridge';
import { formatArn, type Place, placeKey } from '../../../core/arn.ts';
import type { Instant } from '../../../core/clock.ts';
import { isPublicEndpoint } from '../../../core/public-endpoint.ts';
import { parseEventsArn } from '../arns.ts';
import { connectionByArn } from '../connections/connection.ts';
import { invalid, limitExceeded, notFound } from '../errors.ts';
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

/** The most too, until AWS grants more. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
export const DEFAULT_RATE = 300;

export const apiDestinationKey = (place: Place, name: string): string => placeKey(place, name);
export const apiDestinationArn = (destination: ApiDestination): string =>
  formatArn('events', destination, `api-destination/${destination.name}/${destination.id}`);
export const apiDestinationPattern = (place: Place, name: string | undefined): string =>
  formatArn('events', place, `api-destination/${name ?? ''}/*`);

/** How a message begins: AWS names there what it was about to do. */
export const failedTo = (verb: Verb): string => `Failed to ${verb} the api-destination(s).`;
export type Verb = 'create' | 'delete' | 'describe' | 'list' | 'update';

/** @throws AwsError `ResourceNotFoundException` */
export function requireApiDestination(state: EventsState, place: Place, name: string, verb: Verb): ApiDestination {
  const found = state.apiDestinations.get(apiDestinationKey(place, name));
  if (!found) throw notFound(`${failedTo(verb)} An api-destination '${name}' does not exist.`);
  return found;
}

/** @throws AwsError `ValidationException`, `ResourceNotFoundException` */
export function checkConnection(state: EventsState, arn: string, place: Place, verb: Verb): void {
  if (parseEventsArn(arn)?.region !== place.region) throw invalid(`${failedTo(verb)} Invalid ARN: '${arn}'.`);
  if (!connectionByArn(state, arn, place)) throw notFound(`${failedTo(verb)} Connection '${arn}' does not exist.`);
}

/** @throws AwsError `ValidationException` */
export function checkInvocationEndpoint({ options }: EventsState, endpoint: string, verb: Verb): void {
  if (isPublicEndpoint(endpoint, options.localDestinations)) return;
  const reason = `Endpoint '${endpoint}' is invalid, please provide a valid HTTPS endpoint URL.`;
  throw invalid(`${failedTo(verb)} Parameter InvocationEndpoint is not valid. Reason: ${reason}`);
}

/** @throws AwsError `LimitExceededException` */
export function checkRate(rate: number, name: string, verb: Verb): void {
  if (rate <= DEFAULT_RATE) return;
  const limit = `Rate specified '${rate}' for '${name}' exceeds maximum allowed of '${DEFAULT_RATE}'.`;
  throw limitExceeded(`${failedTo(verb)} Invalid Invocation Rate Limit: ${limit}`);
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
