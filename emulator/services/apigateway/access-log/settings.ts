import type { AccessLogSettings } from '@aws-sdk/client-apigatewayv2';
import type { RequestContext } from '../../../core/service.ts';
import { badRequest } from '../errors.ts';
import type { ApiGatewayState } from '../state.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html */
const POLICY = 'AWSLogDeliveryWrite20150319';
export const LOG_DELIVERY = 'delivery.logs.amazonaws.com';

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

interface Statement {
  readonly Sid?: string;
  readonly Resource: string | readonly string[];
}

/**
 * What AWS does on behalf of whoever turns logging on: log delivery is added to the account's resource
 * policy. Callers that may not are refused.
 */
export async function allowLogDelivery(
  { deps }: ApiGatewayState,
  { DestinationArn = '' }: AccessLogSettings,
  context: RequestContext,
): Promise<void> {
  const { accountId, region, caller } = context;
  const place = { accountId, region };
  const { resourcePolicies = [] } = await deps.aws.call<{
    resourcePolicies?: readonly { readonly policyName?: string; readonly policyDocument?: string }[];
  }>(caller, 'logs', 'DescribeResourcePolicies', {}, place);
  const text = resourcePolicies.find(({ policyName }) => policyName === POLICY)?.policyDocument;
  const statements = text === undefined ? [] : (JSON.parse(text) as { Statement: readonly Statement[] }).Statement;
  const resource = `${DestinationArn.replace(/:\*$/, '')}:log-stream:*`;
  const before = statements.flatMap(({ Resource }) => Resource);
  if (before.includes(resource)) return;
  const policyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: POLICY,
        Effect: 'Allow',
        Principal: { Service: LOG_DELIVERY },
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: [...before, resource],
        Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
      },
    ],
  });
  await deps.aws.call(caller, 'logs', 'PutResourcePolicy', { policyName: POLICY, policyDocument }, place);
}
