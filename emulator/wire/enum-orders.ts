import type { ServiceId } from '../core/service.ts';

/**
 * AWS lists the values of an enum in the order of a hash set of its own. Where a message was
 * recorded, this is its order; elsewhere the model's order stands.
 */
export const enumOrders: Partial<Record<ServiceId, Readonly<Record<string, readonly string[]>>>> = {
  events: {
    ApiDestinationHttpMethod: ['HEAD', 'POST', 'PATCH', 'DELETE', 'PUT', 'GET', 'OPTIONS'],
    ConnectionAuthorizationType: ['BASIC', 'OAUTH_CLIENT_CREDENTIALS', 'API_KEY'],
  },
};
