import { type NeededPermission, passRole } from '../../core/needed-permission.ts';
import type { Operation, RequestContext } from '../../core/service.ts';
import { apiArn } from './api.ts';
import { PRINCIPAL } from './invoke/call-function.ts';
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

/** As `permission`, where the input may hand API Gateway a role. @param credentials the role's ARN, or a pattern of users that stands for the caller */
export const permissionToGive =
  <I>(verb: Verb, path: (input: I) => string, credentials: (input: I) => string | undefined) =>
  (input: I, { region }: RequestContext): NeededPermission[] => {
    const resource = apiArn(region, path(input));
    const given = credentials(input);
    return [
      { action: `apigateway:${verb}`, resource },
      ...passRole(given?.endsWith('user/*') ? undefined : given, PRINCIPAL, resource),
    ];
  };
