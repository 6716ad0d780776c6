import type { ApiCall } from '../../core/api-call.ts';
import type { Caller } from '../../core/caller.ts';
import type { RequestContext } from '../../core/service.ts';
import { isReadOnly, kindOf, sourceName } from './event-kind.ts';

/** Members whose values nobody shall read in a log. */
const SECRET = /password|secretstring|secretbinary|plaintext|authtoken|accesskey$|clientsecret|apikeyvalue/i;
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** Requests as CloudTrail writes them: names begin with a small letter, bytes are left out, secrets hidden. */
function shown(value: unknown, name = ''): unknown {
  if (SECRET.test(name)) return HIDDEN;
  if (value instanceof Uint8Array) return undefined;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => shown(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [lowerFirst(key), shown(item, key)] as const);
  const kept = entries.filter(([, item]) => item !== undefined);
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

const agentOf = ({ headers }: RequestContext, caller: Caller): string => {
  if (caller.kind === 'service') return caller.principal;
  const agent = headers?.['user-agent'];
  return typeof agent === 'string' ? `[${agent}]` : '';
};

type Identity = (caller: never, context: RequestContext) => object;
const startOfHour = (now: number): string =>
  `${new Date(Math.floor(now / 3_600_000) * 3_600_000).toISOString().slice(0, 19)}Z`;

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
const IDENTITIES: Record<Caller['kind'], Identity> = {
  administrator: ({ accountId, arn }: Extract<Caller, { kind: 'administrator' }>) => ({
    type: 'Root',
    principalId: accountId,
    arn,
    accountId,
  }),
  role: ({ accountId, arn, roleArn, roleName, sessionName }: Extract<Caller, { kind: 'role' }>, { now }) => ({
    type: 'AssumedRole',
    principalId: `${roleName}:${sessionName}`,
    arn,
    accountId,
    sessionContext: {
      sessionIssuer: { type: 'Role', principalId: roleName, arn: roleArn, accountId, userName: roleName },
      attributes: { creationDate: startOfHour(now), mfaAuthenticated: 'false' },
    },
  }),
  service: ({ principal }: Extract<Caller, { kind: 'service' }>) => ({ type: 'AWSService', invokedBy: principal }),
  anonymous: () => ({ type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' }),
};

const S3_BUCKET = /^arn:aws:s3:::([^/]+)/;

/** What an S3 call names, in the words of its events. */
const s3Parameters = (input: Readonly<Record<string, unknown>>): object => ({
  bucketName: input.Bucket,
  ...(input.Key === undefined ? {} : { key: input.Key }),
  ...(input.Prefix === undefined ? {} : { prefix: input.Prefix }),
  ...(input.ACL === undefined ? {} : { 'x-amz-acl': input.ACL }),
  ...(input.UploadId === undefined ? {} : { uploadId: input.UploadId }),
  Host: 's3.amazonaws.com',
});

const resourcesOf = (type: string, arns: readonly string[], accountId: string): object[] => {
  const buckets = new Set(arns.flatMap((arn) => S3_BUCKET.exec(arn)?.[1] ?? []));
  return [
    ...arns.map((ARN) => (buckets.size > 0 ? { type, ARN } : { type, ARN, accountId })),
    ...[...buckets].map((name) => ({ accountId, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${name}` })),
  ];
};

/**
 * One event, as it stands in log files and on the bus.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function eventRecord(call: ApiCall, eventID: string): object {
  const { service, operation, input, output, error, context, resources } = call;
  const { caller } = context;
  const kind = kindOf(service, operation);
  const isData = kind.category === 'Data';
  const readOnly = isReadOnly(operation);
  const parameters = service === 's3' ? s3Parameters(input as Readonly<Record<string, unknown>>) : shown(input);
  return {
    eventVersion: '1.11',
    userIdentity: IDENTITIES[caller.kind](caller as never, context),
    eventTime: `${new Date(context.now).toISOString().slice(0, 19)}Z`,
    eventSource: `${sourceName(service)}.amazonaws.com`,
    eventName: operation === 'ListObjectsV2' ? 'ListObjects' : operation,
    awsRegion: context.region,
    sourceIPAddress: caller.kind === 'service' ? caller.principal : (context.sourceIp ?? 'AWS Internal'),
    userAgent: agentOf(context, caller),
    ...(error
      ? { errorCode: error.code.replace(/^AccessDeniedException$/, 'AccessDenied'), errorMessage: error.message }
      : {}),
    requestParameters: parameters ?? null,
    responseElements: readOnly || isData || error ? null : (shown(output) ?? null),
    requestID: context.requestId,
    eventID,
    readOnly,
    ...(isData ? { resources: resourcesOf(kind.resourceType, resources, context.accountId) } : {}),
    eventType: 'AwsApiCall',
    managementEvent: !isData,
    recipientAccountId: context.accountId,
    eventCategory: kind.category,
  };
}
