import type { AccessLogSettings } from '@aws-sdk/client-apigatewayv2';
import { badRequest } from '../errors.ts';

const GROUP = /^arn:aws[\w-]*:logs:[a-z0-9-]+:\d{12}:log-group:[\w./#-]+(:\*)?$/;

/** @throws AwsError `BadRequestException` */
export function checkLogSettings(settings: AccessLogSettings | undefined): void {
  if (!settings) return;
  const { DestinationArn = '', Format = '' } = settings;
  if (!GROUP.test(DestinationArn))
    throw badRequest("Invalid ARN specified in the request. ARNs must start with 'arn:'");
  if (!Format.includes('$context.requestId') && !Format.includes('$context.extendedRequestId')) {
    throw badRequest('AccessLogSettings format must contain $context.requestId or $context.extendedRequestId');
  }
  if (Format.includes('\n')) throw badRequest('AccessLogSettings format must be a single line');
}
