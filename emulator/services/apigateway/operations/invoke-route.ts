import type { Operation } from '../../../core/service.ts';
import type { ApiGatewayState } from '../state.ts';

/**
 * Asks whether a caller may invoke a route with IAM authorization. Not an operation of AWS's API: the
 * model does not list it, so the wire refuses it; it exists so that the permission is asked for as any other.
 */
export const invokeRoute: Operation<ApiGatewayState, { readonly Resource: string }, object> = {
  action: 'execute-api:Invoke',
  resource: ({ Resource }) => Resource,
  handle: () => ({}),
};
