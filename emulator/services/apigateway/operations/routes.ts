import type {
  CreateRouteCommandInput,
  DeleteRouteCommandInput,
  GetRouteCommandInput,
  GetRoutesCommandInput,
  UpdateRouteCommandInput,
} from '@aws-sdk/client-apigatewayv2';
import type { Api, Route } from '../api.ts';
import { badRequest, conflict, notFound } from '../errors.ts';
import { parseRouteKey } from '../invoke/route-key.ts';
import { type ApiGatewayOperation, permission } from '../operation.ts';
import { pageOf } from '../present.ts';
import { apiOf, newId, saveAndDeploy } from '../state.ts';

const pathOf = ({ ApiId, RouteId }: { readonly ApiId?: string | undefined; readonly RouteId?: string | undefined }) =>
  `/apis/${ApiId}/routes${RouteId === undefined ? '' : `/${RouteId}`}`;

/** @throws AwsError `BadRequestException`, `ConflictException` */
function check(api: Api, route: Route, input: CreateRouteCommandInput | UpdateRouteCommandInput): Route {
  if (!parseRouteKey(route.RouteKey)) {
    throw badRequest(
      'The provided route key is not formatted properly for HTTP protocol. Format should be "<HTTP METHOD> /<RESOURCE PATH>" or "$default"',
    );
  }
  const same = Object.values(api.routes).find(
    ({ RouteKey, RouteId }) => RouteKey === route.RouteKey && RouteId !== route.RouteId,
  );
  if (same) throw conflict(`Route with key ${route.RouteKey} already exists for this API`);
  if (input.ApiKeyRequired) throw badRequest('ApiKeyRequired is not currently supported for HTTP APIs');
  for (const name of [
    'ModelSelectionExpression',
    'RequestModels',
    'RequestParameters',
    'RouteResponseSelectionExpression',
  ] as const)
    if (input[name] !== undefined) throw badRequest(`${name} is not supported for HTTP APIs`);
  const integration = /^integrations\/(\w+)$/.exec(route.Target ?? '')?.[1];
  if (route.Target !== undefined && (integration === undefined || !api.integrations[integration])) {
    throw badRequest(`Invalid target ${route.Target}: it must be integrations/<the id of an integration of this API>`);
  }
  const { AuthorizationType: type, AuthorizerId: id } = route;
  const authorizer = id === undefined ? undefined : api.authorizers[id];
  if ((type === 'CUSTOM' || type === 'JWT') && !authorizer) throw badRequest('Invalid authorizer ID specified.');
  if (type === 'CUSTOM' && authorizer?.AuthorizerType !== 'REQUEST') throw badRequest('Authorizer type mismatch.');
  if ((type === 'NONE' || type === 'AWS_IAM') && id !== undefined) {
    throw badRequest(`An authorizer cannot be given for the authorization type ${type}.`);
  }
  return route;
}

function routeOf(api: Api, id: string | undefined): Route {
  const route = api.routes[id ?? ''];
  if (!route) throw notFound('Invalid Route identifier specified');
  return route;
}

const merged = (route: Route, input: CreateRouteCommandInput | UpdateRouteCommandInput): Route => ({
  ...route,
  RouteKey: input.RouteKey ?? route.RouteKey,
  Target: input.Target ?? route.Target,
  AuthorizationType: input.AuthorizationType ?? route.AuthorizationType,
  AuthorizerId: input.AuthorizerId ?? route.AuthorizerId,
  AuthorizationScopes: input.AuthorizationScopes ?? route.AuthorizationScopes,
  OperationName: input.OperationName ?? route.OperationName,
});

export const createRoute: ApiGatewayOperation<CreateRouteCommandInput> = {
  ...permission('POST', pathOf),
  handle(state, input, context) {
    const api = apiOf(state, input.ApiId, context);
    const RouteId = newId(state);
    const blank: Route = { RouteId, RouteKey: '', AuthorizationType: 'NONE', ApiKeyRequired: false };
    const route = check(api, merged(blank, input), input);
    saveAndDeploy(state, { ...api, routes: { ...api.routes, [RouteId]: route } });
    return route;
  },
};

export const updateRoute: ApiGatewayOperation<UpdateRouteCommandInput> = {
  ...permission('PATCH', pathOf),
  handle(state, input, context) {
    const api = apiOf(state, input.ApiId, context);
    const before = routeOf(api, input.RouteId);
    const type = input.AuthorizationType ?? before.AuthorizationType;
    // Whoever turns a route's authorization off means the authorizer as well.
    const base = type === 'NONE' || type === 'AWS_IAM' ? { ...before, AuthorizerId: undefined } : before;
    const route = check(api, merged(base, input), input);
    saveAndDeploy(state, { ...api, routes: { ...api.routes, [route.RouteId]: route } });
    return route;
  },
};

export const getRoute: ApiGatewayOperation<GetRouteCommandInput> = {
  ...permission('GET', pathOf),
  handle: (state, { ApiId, RouteId }, context) => routeOf(apiOf(state, ApiId, context), RouteId),
};

export const getRoutes: ApiGatewayOperation<GetRoutesCommandInput> = {
  ...permission('GET', pathOf),
  handle: (state, input, context) => pageOf(Object.values(apiOf(state, input.ApiId, context).routes), input),
};

export const deleteRoute: ApiGatewayOperation<DeleteRouteCommandInput> = {
  ...permission('DELETE', pathOf),
  handle(state, { ApiId, RouteId }, context) {
    const api = apiOf(state, ApiId, context);
    const { [routeOf(api, RouteId).RouteId]: _gone, ...routes } = api.routes;
    saveAndDeploy(state, { ...api, routes });
    return {};
  },
};
