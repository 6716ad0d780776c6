import { isPublicEndpoint } from '../../../core/public-endpoint.ts';
import { invalid } from '../errors.ts';
import type { EventsState } from '../state.ts';
import { type AuthorizationType, type AuthParameters, failedTo, type Verb } from './connection.ts';

type Own = 'BasicAuthParameters' | 'ApiKeyAuthParameters' | 'OAuthParameters';

const OWN: Readonly<Record<AuthorizationType, Own>> = {
  BASIC: 'BasicAuthParameters',
  API_KEY: 'ApiKeyAuthParameters',
  OAUTH_CLIENT_CREDENTIALS: 'OAuthParameters',
};

/**
 * Each authorization type has parameters of its own and excludes those of the others.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateConnection.html
 * @throws AwsError `ValidationException`
 */
export function checkAuth({ options }: EventsState, type: AuthorizationType, auth: AuthParameters, verb: Verb): void {
  const notValid = (name: string, reason: string): Error =>
    invalid(`${failedTo(verb)} Parameter ${name} is not valid. Reason: ${reason}`);
  const own = OWN[type];
  if (!auth[own]) throw notValid(own, 'Missing required field(s).');
  for (const other of Object.values(OWN)) {
    if (other !== own && auth[other]) throw notValid(other, `It is not supported for AuthorizationType ${type}.`);
  }
  const endpoint = auth.OAuthParameters?.AuthorizationEndpoint;
  if (endpoint !== undefined && !isPublicEndpoint(endpoint, options.localDestinations)) {
    const reason = `Endpoint '${endpoint}' is invalid, please provide a valid HTTPS endpoint URL.`;
    throw notValid('AuthorizationEndpoint', reason);
  }
}

/** @throws AwsError `ValidationException`: private connectivity needs VPC Lattice, which this endpoint has not */
export function refusePrivate(parameters: object | undefined): void {
  if (parameters) throw invalid('Connections to private APIs are not available on this endpoint.');
}
