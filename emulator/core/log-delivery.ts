import { formatArn, type Place } from './arn.ts';
import { type Caller, type ServiceCaller, serviceCaller } from './caller.ts';
import type { Aws } from './service.ts';

/** The service that vended logs come from: bus logs, executions, access logs. Log groups' policies must let it write. */
const LOG_DELIVERY = 'delivery.logs.amazonaws.com';
const POLICY = 'AWSLogDeliveryWrite20150319';

interface Policies {
  readonly resourcePolicies?: readonly { readonly policyName?: string; readonly policyDocument?: string }[];
}

interface Document {
  readonly Statement?: readonly { readonly Resource?: string | readonly string[] }[];
}

/** Who writes the logs of a source. @param source its name, or the resource whose logs they are */
export const logDeliveryCaller = (place: Place, source: string): ServiceCaller =>
  serviceCaller(LOG_DELIVERY, place.accountId, formatArn('logs', place, `delivery-source:${source}`));

/**
 * Lets vended logs be written to a log group: adds it to the policy that AWS keeps for that, in the name
 * of whoever turns the logging on.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 * @param groupArn with or without `:*` at its end
 * @throws AwsError where the caller may not read or put resource policies
 */
export async function allowLogDelivery(aws: Aws, caller: Caller, groupArn: string, place: Place): Promise<void> {
  const call = <O>(operation: string, input: object): Promise<O> =>
    aws.call<O>(caller, 'logs', operation, input, { accountId: place.accountId, region: place.region });
  const { resourcePolicies = [] } = await call<Policies>('DescribeResourcePolicies', {});
  const text = resourcePolicies.find(({ policyName }) => policyName === POLICY)?.policyDocument;
  const { Statement = [] } = JSON.parse(text ?? '{}') as Document;
  const resources = Statement.flatMap(({ Resource = [] }) => Resource);
  const wanted = `${groupArn.replace(/:\*$/, '')}:log-stream:*`;
  if (resources.includes(wanted)) return;
  const policyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AWSLogDeliveryWrite',
        Effect: 'Allow',
        Principal: { Service: LOG_DELIVERY },
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: [...resources, wanted],
        Condition: {
          StringEquals: { 'aws:SourceAccount': [place.accountId] },
          ArnLike: { 'aws:SourceArn': [formatArn('logs', place, '*')] },
        },
      },
    ],
  });
  await call('PutResourcePolicy', { policyName: POLICY, policyDocument });
}
