import { isAwsError } from '../../../core/aws-error.ts';
import type { EdgeRequest, EdgeResponse } from '../../../core/service.ts';
import { writeAccessLog } from '../access-log/write.ts';
import type { Api, Snapshot, Stage } from '../api.ts';
import type { ApiGatewayState } from '../state.ts';
import { type Address, addressOf } from './address.ts';
import { createAuthorization, type IdentifyRequest } from './authorize.ts';
import { callFunction, FunctionFailure } from './call-function.ts';
import { corsHeaders, preflightAnswer } from './cors.ts';
import { findRoute } from './find-route.ts';
import { answerOf, internalServerError, plainAnswer } from './function-answer.ts';
import { functionEvent } from './function-event.ts';
import { type HttpRequest, headersOf, multiQueryOf, type RoutedRequest } from './http-request.ts';
import { partsOf } from './route-key.ts';
import { createThrottle } from './throttle.ts';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const LARGEST_BODY = 10 * 2 ** 20;

const decoded = (path: string): string | undefined => {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
};

/** The stage that the first part of a path names, else `$default`, which is served at the root. */
function stageOf(api: Api, path: string): { readonly stage: Stage; readonly rest: string } | undefined {
  const [first = ''] = partsOf(path);
  const named = Object.hasOwn(api.stages, first) ? api.stages[first] : undefined;
  if (named) return { stage: named, rest: path.slice(first.length + 1) || '/' };
  const root = api.stages.$default;
  return root && { stage: root, rest: path };
}

function readRequest(state: ApiGatewayState, api: Api, address: Address, edge: EdgeRequest): HttpRequest | undefined {
  const found = stageOf(api, address.path);
  const path = found && decoded(found.rest);
  if (!found || path === undefined) return undefined;
  const headers = headersOf(edge.headers);
  const multiQuery = multiQueryOf(address.query);
  return {
    api,
    stage: found.stage,
    requestId: state.deps.ids.text(16),
    now: state.deps.clock.now(),
    method: edge.method,
    rawPath: address.path,
    path,
    rawQuery: address.query,
    query: Object.fromEntries(Object.entries(multiQuery).map(([name, values]) => [name, values.join(',')])),
    multiQuery,
    headers,
    cookies: (headers.cookie ?? '').split(/;\s*/).filter((cookie) => cookie !== ''),
    body: edge.body,
    host: edge.host,
    sourceIp: edge.sourceIp.replace(/^::ffff:/, ''),
    stageVariables: found.stage.StageVariables,
  };
}

/** Serves the stages of all APIs. */
export function createEdge(state: ApiGatewayState, identify: IdentifyRequest) {
  const authorize = createAuthorization(state, identify);
  const throttle = createThrottle();

  const integrate = async (request: RoutedRequest, snapshot: Snapshot): Promise<EdgeResponse> => {
    const { route, stage, method } = request;
    const id = route.Target?.replace('integrations/', '');
    const integration = snapshot.integrations.find(({ IntegrationId }) => IntegrationId === id);
    if (!integration) return internalServerError();
    const { PayloadFormatVersion: version, TimeoutInMillis } = integration;
    const path = route.RouteKey === '$default' ? '$default' : `${method}${route.RouteKey.split(' ')[1]}`;
    const call = callFunction(state, {
      api: request.api,
      uri: integration.IntegrationUri,
      credentialsArn: integration.CredentialsArn,
      source: `${stage.StageName}/${path}`,
      event: functionEvent(version, request),
    });
    let cancel = (): void => {};
    const late = new Promise<undefined>((resolve) => {
      cancel = state.deps.clock.at(state.deps.clock.now() + TimeoutInMillis, () => resolve(undefined));
    });
    try {
      const payload = await Promise.race([call, late]);
      return payload === undefined ? plainAnswer(503, 'Service Unavailable') : answerOf(version, payload);
    } catch (error) {
      if (isAwsError(error, 'TooManyRequestsException')) return plainAnswer(503, 'Service Unavailable');
      if (!(error instanceof FunctionFailure) && !isAwsError(error)) throw error;
      return internalServerError();
    } finally {
      cancel();
      call.catch(() => undefined);
    }
  };

  const answer = async (request: HttpRequest, edge: EdgeRequest): Promise<[HttpRequest, EdgeResponse]> => {
    const { api, stage, method, path, body } = request;
    const snapshot = api.deployments[stage.DeploymentId ?? '']?.snapshot;
    const preflight = preflightAnswer(api.cors, request);
    if (preflight) return [request, preflight];
    const found = snapshot && findRoute(snapshot, method, path);
    if (!found) return [request, plainAnswer(404, 'Not Found')];
    const routed: RoutedRequest = { ...request, ...found };
    if (!throttle.admit(api.id, stage, found.route.RouteKey, request.now))
      return [routed, plainAnswer(429, 'Too Many Requests')];
    if (body.length > LARGEST_BODY) return [routed, plainAnswer(413, 'Request Entity Too Large')];
    const authorization = await authorize(routed, snapshot, edge);
    if (authorization.kind === 'refused') return [routed, authorization.answer];
    return [routed, await integrate({ ...routed, authorizer: authorization.authorizer }, snapshot)];
  };

  const serve = async (api: Api | undefined, address: Address, edge: EdgeRequest): Promise<EdgeResponse> => {
    const request = api && !api.disableExecuteApiEndpoint ? readRequest(state, api, address, edge) : undefined;
    if (!request) return plainAnswer(404, 'Not Found');
    const [routed, plain] = await answer(request, edge);
    await writeAccessLog(state, routed, plain);
    const cors = corsHeaders(request.api.cors, request);
    return { ...plain, headers: { ...plain.headers, ...cors, 'apigw-requestid': request.requestId } };
  };

  return (edge: EdgeRequest): Promise<EdgeResponse> | undefined => {
    const address = addressOf(edge);
    if (!address) return undefined;
    const api = state.apis.values().find(({ id }) => id === address.apiId);
    return serve(api, address, edge);
  };
}
