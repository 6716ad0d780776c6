import type { DescribeResourcePoliciesCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import { formatArn } from '../../core/arn.ts';
import { isAwsError } from '../../core/aws-error.ts';
import type { RequestContext } from '../../core/service.ts';
import type { DeliveryDestination, LogsState } from './state.ts';

/** The policy that AWS writes for deliveries to log groups, and the service that they come from. */
const POLICY = 'AWSLogDeliveryWrite20150319';
export const DELIVERY_PRINCIPAL = 'delivery.logs.amazonaws.com';

interface Document {
  readonly Statement: readonly { readonly Resource: string | readonly string[] }[];
}

/** @param before the document as it is @returns undefined where it names the log group already */
function documentWith(before: string | undefined, destination: DeliveryDestination): string | undefined {
  const known = before === undefined ? [] : ((JSON.parse(before) as Document).Statement[0]?.Resource ?? []);
  const resources = new Set(typeof known === 'string' ? [known] : known);
  const wanted = `${destination.resourceArn.replace(/:\*$/, '')}:log-stream:*`;
  if (resources.has(wanted)) return undefined;
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AWSLogDeliveryWrite',
        Effect: 'Allow',
        Principal: { Service: DELIVERY_PRINCIPAL },
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: [...resources, wanted],
        Condition: {
          StringEquals: { 'aws:SourceAccount': [destination.accountId] },
          ArnLike: { 'aws:SourceArn': [formatArn('logs', destination, '*')] },
        },
      },
    ],
  });
}

/**
 * Lets deliveries write to a log group, in the caller's name. Whoever may not put resource policies has to
 * have one put before; without any, nothing arrives, as on AWS.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-CloudWatchLogs.html
 */
export async function allowDelivery(
  { deps: { aws, log } }: LogsState,
  destination: DeliveryDestination,
  { caller, accountId, region }: RequestContext,
): Promise<void> {
  const call = <O>(operation: string, input: object): Promise<O> =>
    aws.call<O>(caller, 'logs', operation, input, { accountId, region });
  try {
    const { resourcePolicies = [] } = await call<DescribeResourcePoliciesCommandOutput>('DescribeResourcePolicies', {});
    const before = resourcePolicies.find(({ policyName }) => policyName === POLICY)?.policyDocument;
    const policyDocument = documentWith(before, destination);
    if (policyDocument !== undefined) await call('PutResourcePolicy', { policyName: POLICY, policyDocument });
  } catch (error) {
    if (!isAwsError(error)) throw error;
    log.info('no policy was written for a log delivery', { logGroup: destination.resourceArn, error: error.message });
  }
}
