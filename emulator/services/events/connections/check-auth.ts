import { invalid } from '../errors.ts';
import type { AuthorizationType, AuthParameters } from './connection.ts';

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
export function checkAuth(type: AuthorizationType, auth: AuthParameters): void {
  const own = OWN[type];
  if (!auth[own]) throw invalid(`Parameter(s) ${own} must be specified for AuthorizationType ${type}.`);
  for (const other of Object.values(OWN)) {
    if (other !== own && auth[other]) throw invalid(`${other} is not supported for AuthorizationType ${type}.`);
  }
}

/** @throws AwsError `ValidationException`: private connectivity needs VPC Lattice, which this endpoint has not */
export function refusePrivate(parameters: object | undefined): void {
  if (parameters) throw invalid('Connections to private APIs are not available on this endpoint.');
}
