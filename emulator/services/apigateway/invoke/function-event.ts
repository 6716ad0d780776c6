import type { HttpRequest, RoutedRequest } from './http-request.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** As in Apache's logs: `12/Mar/2020:19:03:58 +0000`. */
export function commonLogTime(now: number): string {
  const [date = '', time = ''] = new Date(now).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}

const isText = (type: string): boolean =>
  /^(text\/|application\/(.*\+)?(json|xml|javascript)\b|application\/x-www-form-urlencoded)/.test(type) || type === '';

const bodyOf = ({ body, headers }: HttpRequest): { body?: string; isBase64Encoded: boolean } => {
  if (body.length === 0) return { isBase64Encoded: false };
  const text = isText(headers['content-type'] ?? '') && headers['content-encoding'] === undefined;
  return { body: Buffer.from(body).toString(text ? 'utf8' : 'base64'), isBase64Encoded: !text };
};

const orUndefined = <T extends object>(object: T): T | undefined =>
  Object.keys(object).length > 0 ? object : undefined;
const orNull = <T extends object>(object: T): T | null => orUndefined(object) ?? null;

const domainOf = ({ api }: HttpRequest): string => `${api.id}.execute-api.${api.region}.amazonaws.com`;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html, version 2.0 */
function version2(request: RoutedRequest): object {
  const { cookie: _cookie, ...headers } = request.headers;
  return {
    version: '2.0',
    routeKey: request.route.RouteKey,
    rawPath: request.rawPath,
    rawQueryString: request.rawQuery,
    cookies: request.cookies.length > 0 ? request.cookies : undefined,
    headers,
    queryStringParameters: orUndefined(request.query),
    requestContext: {
      accountId: request.api.accountId,
      apiId: request.api.id,
      authorizer: request.authorizer,
      domainName: domainOf(request),
      domainPrefix: request.api.id,
      http: {
        method: request.method,
        path: request.rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: request.requestId,
      routeKey: request.route.RouteKey,
      stage: request.stage.StageName,
      time: commonLogTime(request.now),
      timeEpoch: request.now,
    },
    ...bodyOf(request),
    pathParameters: orUndefined(request.pathParameters),
    stageVariables: orUndefined(request.stageVariables),
  };
}

/** The form of REST APIs, version 1.0. */
function version1(request: RoutedRequest): object {
  const { method, path, headers, query, multiQuery, route, api, stage } = request;
  const many = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  const { body = null, isBase64Encoded } = bodyOf(request);
  return {
    version: '1.0',
    resource: route.RouteKey.split(' ')[1] ?? '$default',
    path: request.rawPath,
    httpMethod: method,
    headers,
    multiValueHeaders: many,
    queryStringParameters: orNull(query),
    multiValueQueryStringParameters: orNull(multiQuery),
    requestContext: {
      accountId: api.accountId,
      apiId: api.id,
      authorizer: request.authorizer,
      domainName: domainOf(request),
      domainPrefix: api.id,
      extendedRequestId: request.requestId,
      httpMethod: method,
      identity: { sourceIp: request.sourceIp, userAgent: headers['user-agent'] ?? '' },
      path,
      protocol: 'HTTP/1.1',
      requestId: request.requestId,
      requestTime: commonLogTime(request.now),
      requestTimeEpoch: request.now,
      resourceId: route.RouteKey,
      resourcePath: route.RouteKey.split(' ')[1] ?? '$default',
      stage: stage.StageName,
    },
    pathParameters: orNull(request.pathParameters),
    stageVariables: orNull(request.stageVariables),
    body,
    isBase64Encoded,
  };
}

/** What a function is told of a request. */
export const functionEvent = (version: '1.0' | '2.0', request: RoutedRequest): object =>
  version === '2.0' ? version2(request) : version1(request);

/** What an authorizer's function is told: the same without a body. */
export function authorizerEvent(
  version: '1.0' | '2.0',
  request: RoutedRequest,
  routeArn: string,
  identity: readonly string[],
): object {
  const {
    body: _body,
    isBase64Encoded: _encoded,
    ...event
  } = functionEvent(version, request) as Record<string, unknown>;
  return version === '2.0'
    ? { ...event, type: 'REQUEST', routeArn, identitySource: identity }
    : {
        ...event,
        type: 'REQUEST',
        methodArn: routeArn,
        identitySource: identity.join(','),
        authorizationToken: identity[0],
      };
}
