import { isAwsError } from '../../../core/aws-error.ts';
import { logDeliveryCaller } from '../../../core/log-delivery.ts';
import type { EdgeResponse } from '../../../core/service.ts';
import { commonLogTime } from '../invoke/function-event.ts';
import type { HttpRequest, RoutedRequest } from '../invoke/http-request.ts';
import type { ApiGatewayState } from '../state.ts';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html */
function variablesOf(request: HttpRequest & Partial<RoutedRequest>, answer: EdgeResponse, milliseconds: number) {
  const { api, stage, requestId } = request;
  const [date, time] = commonLogTime(request.now).split(' ');
  return {
    accountId: api.accountId,
    apiId: api.id,
    'authorizer.error': undefined,
    domainName: `${api.id}.execute-api.${api.region}.amazonaws.com`,
    domainPrefix: api.id,
    'error.message':
      answer.status >= 400 ? (/"message":"([^"]*)"/.exec(String(answer.body))?.[1] ?? undefined) : undefined,
    extendedRequestId: requestId,
    httpMethod: request.method,
    'identity.sourceIp': request.sourceIp,
    'identity.userAgent': request.headers['user-agent'],
    integrationLatency: String(milliseconds),
    path: request.rawPath,
    protocol: 'HTTP/1.1',
    requestId,
    requestTime: `${date} ${time}`,
    requestTimeEpoch: String(request.now),
    responseLatency: String(milliseconds),
    responseLength: String(typeof answer.body === 'string' ? Buffer.byteLength(answer.body) : answer.body.length),
    routeKey: request.route?.RouteKey,
    stage: stage.StageName,
    status: String(answer.status),
  } satisfies Record<string, string | undefined>;
}

/** Writes a line of the access log, where the stage has one. A group that may not be written loses it, as on AWS. */
export async function writeAccessLog(
  { deps }: ApiGatewayState,
  request: HttpRequest & Partial<RoutedRequest>,
  answer: EdgeResponse,
): Promise<void> {
  const { api, stage, now } = request;
  const { DestinationArn, Format } = stage.AccessLogSettings ?? {};
  if (DestinationArn === undefined || Format === undefined) return;
  const variables: Readonly<Record<string, string | undefined>> = variablesOf(request, answer, deps.clock.now() - now);
  const message = Format.replace(/\$context\.([\w.]+)/g, (_, name: string) => variables[name] ?? '-');
  const logGroupName = DestinationArn.split(':')[6] ?? '';
  const logStreamName = `${api.id}/${stage.StageName}`;
  const caller = logDeliveryCaller(api, `${api.id}-${stage.StageName}`);
  const put = () =>
    deps.aws.call(
      caller,
      'logs',
      'PutLogEvents',
      { logGroupName, logStreamName, logEvents: [{ timestamp: now, message }] },
      api,
    );
  try {
    await put().catch(async (error: unknown) => {
      if (!isAwsError(error, 'ResourceNotFoundException')) throw error;
      await deps.aws.call(caller, 'logs', 'CreateLogStream', { logGroupName, logStreamName }, api);
      await put();
    });
  } catch (error) {
    if (!isAwsError(error)) throw error;
    deps.log.info('an access log could not be written', { api: api.id, error: error.message });
  }
}
