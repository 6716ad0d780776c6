import type { Operation, RequestContext } from '../../core/service.ts';
import { apiArn } from './api.ts';
import type { ApiGatewayState } from './state.ts';

export type ApiGatewayOperation<I> = Operation<ApiGatewayState, I, object>;

type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * API Gateway asks for permission by HTTP method and path.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagementv2.html
 */
export const permission = <I>(verb: Verb, path: (input: I) => string) => ({
  action: `apigateway:${verb}`,
  resource: (input: I, context: RequestContext): string => apiArn(context.region, path(input)),
});
