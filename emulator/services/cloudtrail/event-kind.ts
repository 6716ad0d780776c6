import type { ServiceId } from '../../core/service.ts';

/** How CloudTrail sees an operation. */
export type EventKind =
  | { readonly category: 'Management' }
  | { readonly category: 'Data'; readonly resourceType: string }
  /** Not logged at all. */
  | { readonly category: 'None' };

const of = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** Data events by service. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html */
const DATA: Partial<Record<ServiceId, { readonly resourceType: string; readonly operations: ReadonlySet<string> }>> = {
  dynamodb: {
    resourceType: 'AWS::DynamoDB::Table',
    operations: of(
      'BatchGetItem BatchWriteItem DeleteItem GetItem PutItem Query Scan TransactGetItems TransactWriteItems UpdateItem',
    ),
  },
  dynamodbstreams: { resourceType: 'AWS::DynamoDB::Stream', operations: of('GetRecords GetShardIterator') },
  lambda: { resourceType: 'AWS::Lambda::Function', operations: of('Invoke InvokeAsync InvokeWithResponseStream') },
  s3: {
    resourceType: 'AWS::S3::Object',
    operations: of(
      'AbortMultipartUpload CompleteMultipartUpload CopyObject CreateMultipartUpload DeleteObject DeleteObjects GetObject HeadObject ListMultipartUploads ListObjects ListObjectsV2 ListObjectVersions ListParts PutObject UploadPart UploadPartCopy',
    ),
  },
  sns: { resourceType: 'AWS::SNS::Topic', operations: of('Publish PublishBatch') },
  sqs: {
    resourceType: 'AWS::SQS::Queue',
    operations: of(
      'ChangeMessageVisibility ChangeMessageVisibilityBatch DeleteMessage DeleteMessageBatch ReceiveMessage SendMessage SendMessageBatch',
    ),
  },
};

/** Calls of the data plane for which CloudTrail has no events here. */
const UNLOGGED: Partial<Record<ServiceId, ReadonlySet<string>>> = {
  cloudwatch: of('GetMetricData GetMetricStatistics ListMetrics PutMetricData'),
  events: of('PutEvents PutPartnerEvents'),
  logs: of('FilterLogEvents GetLogEvents PutLogEvents'),
};

export function kindOf(service: ServiceId, operation: string): EventKind {
  const data = DATA[service];
  if (data?.operations.has(operation)) return { category: 'Data', resourceType: data.resourceType };
  return { category: UNLOGGED[service]?.has(operation) ? 'None' : 'Management' };
}

/** Whether an operation only looks. */
export const isReadOnly = (operation: string): boolean =>
  /^(BatchGet|Describe|Download|Estimate|Filter|Get|Head|List|Lookup|Query|Receive|Scan|Search|Simulate|Test|TransactGet|Validate)/.test(
    operation,
  );

const SOURCES: Partial<Record<ServiceId, string>> = { cloudwatch: 'monitoring', dynamodbstreams: 'dynamodb' };

/** The service's name in events: `s3`, `monitoring` … */
export const sourceName = (service: ServiceId): string => SOURCES[service] ?? service;
